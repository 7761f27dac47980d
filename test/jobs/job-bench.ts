import type { JobContext } from '../../agent/jobs/context.js';
import type { Alert, Sink } from '../../agent/model/alert.js';
import type { OutsideError } from '../../agent/model/errors.js';
import type { Exposure } from '../../agent/model/exposure.js';
import type { Incident } from '../../agent/model/incident.js';
import type { Store } from '../../agent/model/store.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { FakeAccounts, handClock, userOf } from '../respond/fake-ports.js';

/** A workers' floor with a real store in memory, and an outside world that does what it is told. */
export interface JobBench {
  readonly store: Store;
  readonly clock: ReturnType<typeof handClock>;
  readonly accounts: FakeAccounts;
  readonly sink: FakeSink;
  readonly reports: Map<string, string>;
  readonly context: JobContext;
}

export class FakeSink implements Sink {
  readonly name = 'webhook-0';
  readonly received: Alert[] = [];
  failure: OutsideError | null = null;

  async deliver(alert: Alert): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.received.push(alert);
  }
}

export const START = '2026-03-01T10:00:00.000Z';

export async function openBench(change: Partial<JobContext> = {}): Promise<JobBench> {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  const clock = handClock(START);
  const accounts = new FakeAccounts([userOf('11111111-0000-4000-8000-000000000001', 'ann@contoso.com')]);
  const sink = new FakeSink();
  const reports = new Map<string, string>();
  const context: JobContext = {
    store,
    clock,
    log: silentLog,
    directory: accounts,
    kinds: accounts,
    containment: accounts,
    protection: { reasonFor: () => null },
    policy: { mode: 'enforce', learningUntil: null, protection: { reasonFor: () => null } },
    accessLogs: ['signIns', 'exchangeAudit'],
    plantedRules: async () => [{ name: '.', ruleId: null }],
    examine: async (incident, _events, now) => exposureOf(incident, now),
    sinks: [sink],
    reports: { write: (name, content) => void reports.set(name, content), pathOf: (name) => name },
    mode: 'enforce',
    productVersion: '0.0.0',
    scenarioNote: null,
    timing: {
      verifyAfterMs: 1_000,
      verifyRetryMs: 1_000,
      verifyAttempts: 3,
      scale: 1,
      evaluatedMs: 900_000,
      tokenLifeMs: 5_400_000,
      watchMs: 14 * 86_400_000,
      watchEveryMs: 3_600_000,
    },
    isKilled: () => false,
    ...change,
  };
  return { store, clock, accounts, sink, reports, context };
}

export function exposureOf(incident: Incident, now: string): Exposure {
  return {
    incident: incident.id,
    mailbox: incident.mailbox,
    verdict: 'no',
    reached: [],
    customers: [],
    groups: { account: 0, sensitive: 0 },
    unread: [],
    coverage: { complete: true, gaps: [] },
    assessedAt: now,
  };
}
