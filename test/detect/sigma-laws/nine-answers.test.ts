import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { correlationOf, hitsOf, setOf } from '../correlation/correlation-builder.js';
import { detects, loadRule, mistakesOf, ruleOf } from '../sigma/load-rule.js';

/** Nine places where a widely used engine answers wrongly; ours must not. */
describe('answers that are easily got wrong', () => {
  it('1: a percentile has a threshold', () => {
    const set = (limit: number) =>
      setOf(
        correlationOf(
          `type: value_percentile\nrules: [a]\ntimespan: 60s\ncondition: { field: n, percentile: 95, gte: ${limit} }`,
        ),
      );
    const ones = ['a@1 n=1', 'a@2 n=1', 'a@3 n=1', 'a@4 n=1', 'a@5 n=1'];
    expect(hitsOf(set(1_000_000), ones)).toEqual([]);
    expect(hitsOf(set(1), ones)).not.toEqual([]);
  });

  const burst = setOf(correlationOf('type: event_count\nrules: [a]\ntimespan: 60s\ncondition: { gte: 3 }'));
  it('2: what came earlier and was written later is no burst', () => {
    expect(hitsOf(burst, ['a@1000', 'a@0', 'a@10'])).toEqual([]);
    expect(hitsOf(burst, ['a@60', 'a@0', 'a@10'])).toHaveLength(1);
  });
  it('3: a newer event does not split a burst', () => {
    expect(hitsOf(burst, ['a@1000', 'a@1010', 'a@5000', 'a@1020'])).toHaveLength(1);
    expect(hitsOf(burst, ['a@1000', 'a@1010', 'a@5000', 'a@1061'])).toEqual([]);
  });

  it('4: an order that never comes is not searched for', () => {
    const ordered = setOf(correlationOf('type: temporal_ordered\nrules: [a, b, c, d]\ntimespan: 9000s'));
    // Whoever tries every a with every b and c looks at 10^9 chains here.
    const early = ['d@1', 'd@2'];
    const many = Array.from({ length: 1_000 }, (_, at) => [`a@${at + 3}`, `b@${at + 3}`, `c@${at + 3}`]);
    expect(hitsOf(ordered, [...early, ...many.flat()])).toEqual([]);
    expect(hitsOf(ordered, [...early, ...many.flat(), 'd@1500'])).toHaveLength(1);
  });

  it('5: twenty thousand different values are counted, not compared', () => {
    const distinct = setOf(
      correlationOf('type: value_count\nrules: [a]\ntimespan: 60000s\ncondition: { field: n, gte: 20000 }'),
    );
    const values = Array.from({ length: 20_000 }, (_, at) => `a@${at} n=${at}`);
    expect(hitsOf(distinct, values)).toHaveLength(1);
    expect(hitsOf(distinct, values.slice(1))).toEqual([]);
  });

  it('6: a placeholder without a list is a mistake, not a rule that matches everything', () => {
    const detection = "selection: { user|expand: '%Administrators%' }\ncondition: not selection";
    expect(mistakesOf(detection)).toHaveLength(1);
    expect(loadRule(ruleOf(detection)).rules.rules).toEqual([]);
    const written = detection.replace('|expand', '');
    expect([detects(written, { user: '%administrators%' }), detects(written, { user: 'a' })]).toEqual([
      false,
      true,
    ]);
  });

  it('7: a list of name and value is searched for its names', () => {
    const forwards = 'selection: { Parameters|contains: ForwardTo }\ncondition: selection';
    expect(detects(forwards, { Parameters: [{ Name: 'ForwardTo', Value: 'a@b.example' }] })).toBe(true);
    expect(detects(forwards, { Parameters: [{ Name: 'MarkAsRead', Value: 'True' }] })).toBe(false);
  });

  it('8: a field that is null exists', () => {
    const exists = 'selection: { f|exists: true }\ncondition: selection';
    expect(detects(exists, { f: null })).toBe(true);
    expect(detects(exists, { g: null })).toBe(false);
  });

  it('9: a filter of several selections takes out what it names', () => {
    const rule = `${ruleOf('selection: { kind: logon }\ncondition: selection')}---
title: Ours
logsource: { product: test }
filter:
  rules: [11111111-2222-4333-8444-555555555555]
  sel_a: { user: alex }
  sel_b: { user: kim }
  condition: not 1 of sel_*
`;
    const { rules, errors } = loadContent([{ file: 'r.yml', text: rule }]);
    expect(errors).toEqual([]);
    const isHit = (user: string): boolean => rules.matchPlain({ kind: 'logon', user }).length > 0;
    expect(['alex', 'kim', 'robin'].map(isHit)).toEqual([false, false, true]);
  });
});

describe('dashes are varied before wildcards are read', () => {
  const windash = "selection: { f|windash: '*cmd -x *' }\ncondition: selection";
  it('hit', () => expect(detects(windash, { f: 'a cmd /x b' })).toBe(true));
  it('miss', () => expect(detects(windash, { f: 'a cmd +x b' })).toBe(false));
});
