import { describe, expect, it } from 'vitest';
import { judgeAll } from '../../../agent/detect/correlation/correlate.js';
import { type ExplainedWindow, explainWindow } from '../../../agent/detect/loop/explain-window.js';
import { correlationOf, setOf, sightingsOf } from '../correlation/correlation-builder.js';

function windowsOf(text: string, texts: readonly string[], record: number): readonly ExplainedWindow[] {
  const set = setOf(correlationOf(text));
  return judgeAll(set, sightingsOf(texts)).flatMap(
    ({ correlation, sightings }) =>
      explainWindow(correlation, sightings, String(record).padStart(4, '0')) ?? [],
  );
}

/** `yes 2: 0 1 2`: whether it held, the number, and the records. */
function brief({ isMet, value, records }: ExplainedWindow): string {
  return `${isMet ? 'yes' : 'no'} ${value}: ${records.map(({ record }) => Number(record)).join(' ')}`;
}

const COUNTED = (type: string, condition: string): string =>
  `type: ${type}\nrules: [a, b]\ngroup-by: [user]\ntimespan: 20s\ncondition: ${condition}`;
const THREE = ['a@1 user=x n=1', 'b@5 user=x n=2', 'a@21 user=x n=6', 'a@60 user=x n=1', 'a@5 user=y n=1'];

describe('the window of a record', () => {
  const CASES: readonly {
    readonly name: string;
    readonly given: readonly [correlation: string, record: number];
    readonly expected: readonly string[];
  }[] = [
    {
      name: 'that meets the condition',
      given: [COUNTED('event_count', '{ gte: 3 }'), 1],
      expected: ['yes 3: 0 1 2'],
    },
    {
      name: 'that falls short: the fullest one',
      given: [COUNTED('event_count', '{ gte: 4 }'), 2],
      expected: ['no 3: 0 1 2'],
    },
    { name: 'alone', given: [COUNTED('event_count', '{ gte: 3 }'), 3], expected: ['no 1: 3'] },
    { name: 'of another group', given: [COUNTED('event_count', '{ gte: 3 }'), 4], expected: ['no 1: 4'] },
    {
      name: 'with an average',
      given: [COUNTED('value_avg', '{ field: n, gte: 3 }'), 0],
      expected: ['yes 3: 0 1 2'],
    },
    {
      name: 'with different values',
      given: [COUNTED('value_count', '{ field: n, gte: 4 }'), 0],
      expected: ['no 3: 0 1 2'],
    },
    {
      name: 'of a chain in the wrong order: so many of it were in order',
      given: ['type: temporal_ordered\nrules: [b, a, c]\ntimespan: 20s', 0],
      expected: ['no 2: 0 1 4 2'],
    },
    {
      name: 'of a condition over rules, which is about no number',
      given: ['type: temporal\ntimespan: 20s\ncondition: a and not c', 0],
      expected: ['yes null: 0 4 2'],
    },
    {
      name: 'without the value that is counted: none',
      given: [COUNTED('value_count', '{ field: other, gte: 1 }'), 0],
      expected: [],
    },
  ];
  for (const { name, given, expected } of CASES)
    it(name, () => expect(windowsOf(given[0], THREE, given[1]).map(brief)).toEqual(expected));

  it('names what was seen and what is missing, and from where on it held', () => {
    const text = 'type: temporal\nrules: [a, b, c]\ntimespan: 20s\ncondition: { gte: 2 }';
    const [window] = windowsOf(text, THREE, 0);
    expect(window).toMatchObject({
      from: 1_000,
      closesAt: 21_000,
      completedBy: '0001',
      part: 'proven',
      rules: [
        { rule: 'id-a', seen: 3 },
        { rule: 'id-b', seen: 1 },
        { rule: 'id-c', seen: 0 },
      ],
    });
  });

  it('tells a part that stands only with what an outsider can cause', () => {
    const set = setOf(correlationOf(COUNTED('event_count', '{ gte: 2 }')));
    const open = sightingsOf(['a@1 user=x', 'a@2 user=x']).map((one) => ({ ...one, needsCredential: false }));
    const [group] = judgeAll(set, open);
    expect(group && explainWindow(group.correlation, group.sightings, '0000')).toMatchObject({
      isMet: true,
      part: 'open',
    });
  });

  it('has the windows that the correlation itself looks at', () => {
    const text = 'type: event_count\nrules: [a]\ntimespan: 20s\ncondition: { eq: 1 }';
    // Of two records that are near each other none is ever alone.
    expect(windowsOf(text, ['a@1', 'a@2', 'a@90'], 1).map(brief)).toEqual(['no 2: 0 1']);
    expect(windowsOf(text, ['a@1', 'a@2', 'a@90'], 2).map(brief)).toEqual(['yes 1: 2']);
  });
});
