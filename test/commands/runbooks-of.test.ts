import { describe, expect, it } from 'vitest';
import { requireRules } from '../../agent/commands/load-rules.js';
import { runbooksOf } from '../../agent/commands/runbooks-of.js';
import { load, ruleText } from '../detect/loop/load.js';

describe('the runbooks that alerts lead to', () => {
  it('are found by what a finding gives as its rule, for rules, correlations and behaviours', () => {
    const content = load({
      'a.yml': ruleText('a', 'runbook: Ask the owner.\n'),
      'b.yml': ruleText('b'),
      'c.yml':
        'title: C\nid: c\nrunbook: Look at both.\ncorrelation: { type: temporal, rules: [a, b], timespan: 1h }\n',
      'd.yml': 'title: D\nid: d\nrunbook: Count.\nbehaviour: { type: read-volume }\n',
      'e.yml': 'title: E\nbehaviour: { type: new-client }\n',
    });
    expect([...runbooksOf(content)].sort()).toEqual([
      ['behaviour:read-volume', 'Count.'],
      ['c', 'Look at both.'],
    ]);
  });

  it('are there for everything that speaks against an account by the built-in rules', () => {
    const content = requireRules([]);
    const runbooks = runbooksOf(content);
    const lost = [
      ...content.rules.reporting.filter(({ points }) => points > 0).map(({ id }) => id),
      ...content.behaviours.filter(({ points }) => points > 0).map(({ type }) => `behaviour:${type}`),
    ].filter((rule) => !runbooks.has(rule));
    expect(lost).toEqual([]);
  });
});
