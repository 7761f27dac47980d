import { describe, expect, it } from 'vitest';
import { RecordView } from '../../../agent/detect/sigma/fields/record-view.js';
import { plainReader } from '../../../agent/detect/sigma/fields/taxonomy.js';
import { WantedNames } from '../../../agent/detect/sigma/fields/wanted-names.js';
import type { JsonValue } from '../../../agent/model/json.js';

const FIELDS = ['status.code', 'Parameters.ForwardTo', 'user', 'deep.er.path'] as const;

/** What one view finds in one record after the other. */
function readInTurn(bodies: readonly JsonValue[]): readonly (readonly (readonly string[])[])[] {
  const names = new WantedNames();
  const readers = FIELDS.map((field) => plainReader(field, names));
  const view = new RecordView(null, null, 'mapped', names);
  return bodies.map((body) => {
    view.show(body, null);
    return readers.map((read) => read(view).values.map(({ text }) => text));
  });
}

function readAlone(body: JsonValue): readonly (readonly string[])[] {
  const view = new RecordView(body, null, 'mapped');
  return FIELDS.map((field) => plainReader(field)(view).values.map(({ text }) => text));
}

/** The same log in many spellings: what a view learned of one must not answer for the next. */
const SPELLINGS: readonly JsonValue[] = [
  { user: 'a', status: { code: 1 } },
  { status: { code: 2 }, user: 'b' },
  { Status: { Code: 3 }, USER: 'c' },
  { status: { code: 4 }, Status: { code: 5 } },
  { status: { code: 6, Code: 7 } },
  { status: '{"code":8}' },
  { status: [{ code: 9 }, [{ code: 10 }], '{"code":11}', null] },
  { status: null, user: null },
  { Parameters: [{ Name: 'ForwardTo', Value: 'd' }] },
  { Parameters: { Name: 'other', Value: 'e', forwardto: 'f' } },
  { Parameters: [{ Name: 'ForwardTo', key: 'x', value: 'g' }] },
  { below: { status: { code: 12 } }, deep: { er: { path: 'h' } } },
  { deep: [{ er: [{ path: 'i' }, { path: 'j' }] }], 'status.code': 'k' },
  {},
  [],
  'text',
];

describe('a view that is shown one record after the other', () => {
  it('finds what a view of each record alone finds', () => {
    const all = [...SPELLINGS, ...SPELLINGS.slice().reverse(), ...SPELLINGS];
    expect(readInTurn(all)).toEqual(all.map(readAlone));
  });

  it('is not led astray by more keys than it remembers', () => {
    const many = (from: number): JsonValue =>
      Object.fromEntries(Array.from({ length: 12_000 }, (_, at) => [`key${from + at}`, at]));
    const found = readInTurn([many(0), many(12_000), { USER: 'a', user2: 'b', StatuS: { CoDe: 1 } }]);
    expect(found.at(-1)).toEqual([['1'], [], ['a'], []]);
  });

  it('reads what is nested deeper than a stack is long', () => {
    let body: JsonValue = { user: 'a', status: { code: 1 } };
    for (let level = 0; level < 20_000; level += 1) body = level % 2 === 0 ? [body] : { in: body };
    expect(readInTurn([body])).toEqual([[['1'], [], ['a'], []]]);
  });
});
