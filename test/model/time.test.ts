import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlierOf, laterOf, parseInstant, shift, toInstant, toMs } from '../../agent/model/time.js';

describe('parseInstant', () => {
  const cases: readonly { name: string; given: string; expected: string | null }[] = [
    { name: 'with Z', given: '2026-03-02T08:14:05Z', expected: '2026-03-02T08:14:05.000Z' },
    {
      name: 'without an offset it is UTC',
      given: '2026-03-02T08:14:05',
      expected: '2026-03-02T08:14:05.000Z',
    },
    {
      name: 'seven decimals are cut',
      given: '2026-03-02T08:14:05.1239999Z',
      expected: '2026-03-02T08:14:05.123Z',
    },
    { name: 'one decimal', given: '2026-03-02T08:14:05.5', expected: '2026-03-02T08:14:05.500Z' },
    { name: 'an offset', given: '2026-03-02T08:14:05+02:00', expected: '2026-03-02T06:14:05.000Z' },
    { name: 'a blank for the T', given: '2026-03-02 08:14:05', expected: '2026-03-02T08:14:05.000Z' },
    { name: 'a date alone', given: '2026-03-02', expected: '2026-03-02T00:00:00.000Z' },
    { name: 'white space around', given: ' 2026-03-02T08:14:05Z ', expected: '2026-03-02T08:14:05.000Z' },
    { name: 'nothing', given: '', expected: null },
    { name: 'an American date', given: '3/2/2026 8:14:05 AM', expected: null },
    { name: 'a month too many', given: '2026-13-02T08:14:05Z', expected: null },
    { name: 'an hour too many', given: '2026-03-02T25:14:05Z', expected: null },
    { name: 'a number', given: '1772439245', expected: null },
    { name: 'something behind', given: '2026-03-02T08:14:05Z;drop', expected: null },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(parseInstant(given)).toBe(expected));

  it('does not depend on where the machine stands', () => {
    const before = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Auckland';
      expect(parseInstant('2026-03-02T08:14:05')).toBe('2026-03-02T08:14:05.000Z');
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('never throws, and gives instants that sort as text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseInstant(text)));
    const anyMs = fc.integer({ min: 0, max: Date.parse('9999-01-01T00:00:00Z') });
    fc.assert(
      fc.property(anyMs, anyMs, (left, right) => {
        expect(toInstant(left) < toInstant(right)).toBe(left < right);
        expect(parseInstant(toInstant(left))).toBe(toInstant(left));
      }),
    );
  });

  it('shift moves both ways', () => {
    expect(shift('2026-03-01T00:00:00.000Z', -1)).toBe('2026-02-28T23:59:59.999Z');
    expect(toMs(shift('2026-03-01T00:00:00.000Z', 1000)) - toMs('2026-03-01T00:00:00.000Z')).toBe(1000);
  });
});

describe('toMs', () => {
  it('reads what the parser of all dates reads, and refuses what that refuses (property)', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(fc.property(date, (one) => toMs(one.toISOString()) === one.getTime()));
    const field = (most: number) =>
      fc.integer({ min: 0, max: most }).map((one) => String(one).padStart(2, '0'));
    const mark = fc.constantFrom('-', 'T', ':', '.', 'Z', ' ', 'x');
    const fields = [field(99), field(99), field(13), field(32), field(25), field(61), field(61), field(99)];
    const almost = fc
      .tuple(fc.tuple(...fields), fc.tuple(mark, fc.nat({ max: 9 }), fc.boolean()))
      .map(([[c, y, m, d, h, n, s, f], [odd, at, isOdd]]) => {
        const text = `${c}${y}-${m}-${d}T${h}:${n}:${s}.0${f}Z`;
        return isOdd ? text.slice(0, at) + odd + text.slice(at + 1) : text;
      });
    fc.assert(
      fc.property(almost, (text) => Object.is(toMs(text), Date.parse(text))),
      { numRuns: 2_000 },
    );
  });
});

describe('the earlier and the later', () => {
  it('are told by the text, and the empty one is the earliest', () => {
    const [left, right] = ['2026-03-02T08:14:05.000Z', '2026-03-02T08:14:06.000Z'];
    expect([laterOf(left, right), laterOf(right, left), laterOf('', left)]).toEqual([right, right, left]);
    expect([earlierOf(left, right), earlierOf(right, left), earlierOf('', left)]).toEqual([left, left, '']);
  });
});
