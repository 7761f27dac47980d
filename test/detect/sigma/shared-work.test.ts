import { describe, expect, it } from 'vitest';
import type { Scalar } from '../../../agent/detect/sigma/fields/field-value.js';
import { KnownValues } from '../../../agent/detect/sigma/fields/known-values.js';
import { RecordView } from '../../../agent/detect/sigma/fields/record-view.js';
import type { Expression } from '../../../agent/detect/sigma/language/expression.js';
import { SharedParts } from '../../../agent/detect/sigma/shared-parts.js';

function question(asks: string | undefined): Expression {
  return { type: 'keyword', test: () => false, ...(asks === undefined ? {} : { asks }) };
}

describe('what several rules ask alike', () => {
  it('is answered once for each record, and anew for the next', () => {
    const [first, second] = [question('a'), question('a')];
    const shared = new SharedParts([first, { type: 'not', part: second }]);
    let asked = 0;
    const create = () => () => {
      asked += 1;
      return asked === 1;
    };
    const matchers = [first, second].map((one) => shared.matcherOf(one, create));
    const view = new RecordView(null, null, 'plain');
    expect(matchers.map((matches) => matches(view))).toEqual([true, true]);
    view.show(null, null);
    expect(matchers.map((matches) => matches(view))).toEqual([false, false]);
    expect(asked).toBe(2);
  });

  it('is found in joined parts, whatever their order', () => {
    const left: Expression = { type: 'and', parts: [question('a'), question('b')] };
    const right: Expression = { type: 'and', parts: [question('b'), question('a')] };
    const shared = new SharedParts([left, right]);
    const matcher = shared.matcherOf(left, () => () => true);
    expect(shared.matcherOf(right, () => () => false)).toBe(matcher);
  });

  const apart: readonly (readonly [string, Expression, Expression])[] = [
    ['other questions', question('a'), question('b')],
    ['questions that cannot be compared', question(undefined), question(undefined)],
    [
      'and and or',
      { type: 'and', parts: [question('a'), question('b')] },
      { type: 'or', parts: [question('a'), question('b')] },
    ],
  ];
  it.each(apart)('%s are answered apart', (_, left, right) => {
    const shared = new SharedParts([left, right, left, right]);
    const matcher = shared.matcherOf(left, () => () => true);
    expect(shared.matcherOf(right, () => () => false)).not.toBe(matcher);
  });
});

describe('values that come again', () => {
  it('are worked out once, and numbers are not texts', () => {
    const worked: Scalar[] = [];
    const known = new KnownValues((value) => {
      worked.push(value);
      return typeof value;
    });
    expect(['1', 1, true, '1', 1, true].map((value) => known.of(value))).toEqual([
      'string',
      'number',
      'boolean',
      'string',
      'number',
      'boolean',
    ]);
    expect(worked).toEqual(['1', 1, true]);
  });

  it('are answered rightly when there are more of them than are kept', () => {
    const known = new KnownValues((value) => `${value}!`);
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 1_500; at += 1) expect(known.of(at)).toBe(`${at}!`);
    }
  });
});
