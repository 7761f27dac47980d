import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';

const MAPPING = `mapping:
  name: doors
  shapes: [audit-record]
  logsources: [{ product: house, service: doors }]
  fields: { Who: [mailwarden.user, person] }
  constants: { Kind: door }
  names: [door, state, person, name]
  values: { state: [open, shut] }
`;
const OTHER = MAPPING.replace('name: doors', 'name: gates').replace('door, state', 'gate, state');

const of = (selection: string, service = 'doors'): string =>
  `title: T\nid: t\nlogsource: { product: house, service: ${service} }\ndetection: { s: ${selection}, u: { door: 1 }, condition: s }\n`;

const CASES: readonly { name: string; rule: string; expected: string | null }[] = [
  { name: 'a field and a value that the log has', rule: of('{ door: x, state: open }'), expected: null },
  {
    name: 'no mapping for the log source',
    rule: of('{ door: x }', 'roofs'),
    expected: 'no mapping covers its log source (product house, service roofs)',
  },
  {
    name: 'a field that no record has',
    rule: of('{ window: x }'),
    expected: 'no record under the mapping doors has a field "window"',
  },
  {
    name: 'a value that the field never takes',
    rule: of('{ state: ajar }'),
    expected: 'under the mapping doors, "state" is one of: open, shut',
  },
  { name: 'a piece of a value that it takes', rule: of('{ state|contains: pe }'), expected: null },
  {
    name: 'another constant',
    rule: of('{ kind: gate }'),
    expected: 'under the mapping doors, "kind" is always "door"',
  },
  { name: 'the constant', rule: of('{ kind: DOOR }'), expected: null },
  { name: 'one way of two is enough', rule: of('[ { window: x }, { door: x } ]'), expected: null },
  {
    name: 'no way of two',
    rule: of('[ { window: x }, { state: ajar } ]'),
    expected: 'no record under the mapping doors has a field "window"',
  },
  { name: 'a missing field is what null asks for', rule: of('{ window: null }'), expected: null },
  { name: 'neq holds where the field is missing', rule: of('{ window|neq: x }'), expected: null },
  { name: 'the normalised event counts', rule: of('{ who: x }'), expected: null },
  {
    name: 'a reference to a field that is not there',
    rule: of('{ door|fieldref: window }'),
    expected: 'a record under the mapping doors has not both "door" and "window"',
  },
];

function deathOf(rule: string, mappings: readonly string[]): string | null {
  const files = [rule, ...mappings].map((text, at) => ({ file: `${at}.yml`, text }));
  const { errors, warnings } = loadContent(files);
  expect(errors).toEqual([]);
  const found = warnings.find(({ message }) => message.startsWith('never matches: '));
  return found?.message.replace('never matches: ', '') ?? null;
}

describe('rules that no record can satisfy', () => {
  for (const { name, rule, expected } of CASES) {
    it(name, () => expect(deathOf(rule, [MAPPING])).toBe(expected));
  }

  it('one mapping of two that has the field is enough', () => {
    expect(deathOf(of('{ gate: x }'), [MAPPING, OTHER])).toBeNull();
    expect(deathOf(of('{ window: x }'), [MAPPING, OTHER])).not.toBeNull();
  });
});
