import { describe, expect, it } from 'vitest';
import { createExposition } from '../../agent/serve/expose.js';
import { judgeReadiness } from '../../agent/serve/judge-readiness.js';
import { measure } from '../../agent/serve/measure.js';
import { METRICS, type MetricName } from '../../agent/serve/metric-catalogue.js';
import { at } from '../store/samples.js';
import { FIGURES, LIVE } from './figures.js';

const readiness = judgeReadiness(
  { isStoreOpen: true, isLeaseHeld: true, sources: LIVE.sources, startedAt: LIVE.startedAt },
  600_000,
  at(10),
);
const samples = measure({ at: at(10), live: LIVE, figures: FIGURES, readiness }, '1.2.3');
const valueIn = (metric: MetricName, labels: Readonly<Record<string, string>> = {}): number | undefined =>
  samples.find(
    (one) =>
      one.metric === metric && Object.entries(labels).every(([name, value]) => one.labels[name] === value),
  )?.value;

describe('the metrics', () => {
  it('that the catalogue names are all measured, under the labels that it names', () => {
    const measured = new Map(samples.map((one) => [one.metric, Object.keys(one.labels).sort()]));
    const promised = Object.entries(METRICS).map(([name, { labels }]) => [name, [...labels].sort()] as const);
    expect(Object.fromEntries(measured)).toEqual(Object.fromEntries(promised));
  });

  const VALUES: readonly [MetricName, Readonly<Record<string, string>>, number][] = [
    ['mailwarden_source_lag_seconds', { source: 'signIns' }, 300],
    ['mailwarden_gap_seconds', { source: 'signIns', reason: 'outage' }, 120],
    ['mailwarden_job_overdue_seconds', { kind: 'deliver' }, 120],
    ['mailwarden_actions', { kind: 'revoke-sessions', status: 'held' }, 3],
    ['mailwarden_actions_held', { cause: 'breaker' }, 2],
    ['mailwarden_response_learning', {}, 0],
    ['mailwarden_response_budget_left_accounts', {}, 12.5],
    ['mailwarden_commits_total', { outcome: 'done' }, 7],
    ['mailwarden_outside_calls_total', { service: 'graph' }, 5],
    ['mailwarden_correlation_groups_looked_up_total', { rule: 'sprayed', reason: 'evicted' }, 40],
    ['mailwarden_source_closed', { source: 'riskDetections', reason: 'licence' }, 1],
  ];
  for (const [metric, labels, expected] of VALUES) {
    it(`${metric} is ${expected}`, () => expect(valueIn(metric, labels)).toBe(expected));
  }

  it('leave out what a store that does not answer would have told', async () => {
    const blind = measure({ at: at(10), live: LIVE, figures: null, readiness }, '1.2.3');
    const text = await createExposition().text(blind);
    expect(text).toMatch(/^mailwarden_source_records_total\{source="signIns"\} 12$/m);
    expect(text).not.toMatch(/^mailwarden_(incidents|jobs|accounts_waiting|brake_trips)/m);
  });

  it('keep no series of what is no longer so', async () => {
    const exposition = createExposition();
    expect(await exposition.text(samples)).toMatch(/^mailwarden_actions_held\{cause="breaker"\} 2$/m);
    expect(await exposition.text([])).not.toMatch(/^mailwarden_actions_held\{/m);
  });

  it("tell of the process's memory", async () => {
    expect(await createExposition().text(samples)).toMatch(/^process_resident_memory_bytes \d+/m);
  });
});

describe('readiness', () => {
  const [reading] = LIVE.sources;
  const judge = (change: object, more: object = {}) =>
    judgeReadiness(
      {
        isStoreOpen: true,
        isLeaseHeld: true,
        startedAt: at(0),
        ...more,
        sources: reading === undefined ? [] : [{ ...reading, ...change }],
      },
      600_000,
      at(10),
    )
      .filter((check) => !check.isOk)
      .map((check) => check.name);
  const CASES = [
    { name: 'a log that was just read', given: judge({}), expected: [] },
    {
      name: 'one that was read too long ago',
      given: judge({ lastReadAt: at(-1) }),
      expected: ['source:signIns'],
    },
    { name: 'one that was never read', given: judge({ lastReadAt: null }), expected: ['source:signIns'] },
    {
      name: 'one that only a person can open',
      given: judge({ lastReadAt: null, closedFor: 'permission' }),
      expected: [],
    },
    { name: 'a lost lease', given: judge({}, { isLeaseHeld: false }), expected: ['lease'] },
    { name: 'a store that is silent', given: judge({}, { isStoreOpen: false }), expected: ['store'] },
  ];
  for (const { name, given, expected } of CASES) it(name, () => expect(given).toEqual(expected));
});
