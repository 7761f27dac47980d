import { performance } from 'node:perf_hooks';
import { queueAlert } from '../../agent/alert/queue-alert.js';
import { renderAlert } from '../../agent/alert/render-alert.js';
import type { JobContext } from '../../agent/jobs/context.js';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import { actJob, assessJob } from '../../agent/model/job-specs.js';
import type { Containment, Directory } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { DAY_MS } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { actionFor, incidentFor } from './cases.js';

/** Milliseconds from a decision to what follows from it. */
export interface Delays {
  readonly toRevokeMs: number;
  readonly toPageMs: number;
}

/** From each decision to its revoke call and its first page, with `queued` other jobs due before them. */
export async function measureDecisions(
  file: string,
  rounds: number,
  queued: number,
): Promise<readonly Delays[]> {
  const store = await openStore({ file, key: null, boundary: openBoundary });
  const delays: Delays[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) delays.push(await measureOne(store, round, queued));
    return delays;
  } finally {
    await store.close();
  }
}

async function measureOne(store: Store, round: number, queued: number): Promise<Delays> {
  const now = systemClock.now();
  const others = Array.from({ length: queued }, (_, index) => incidentFor(`other-${round}-${index}`, now));
  await store.write('queue', async (tx) => {
    for (const incident of others) {
      await tx.putIncident(incident);
      await tx.enqueue(assessJob(incident, now));
    }
  });
  const stop = new AbortController();
  const at: { revoke?: number; page?: number } = {};
  const note = (what: keyof typeof at): void => {
    at[what] ??= performance.now();
    if (at.revoke !== undefined && at.page !== undefined) stop.abort();
  };
  const context = contextFor(store, note);
  const incident = incidentFor(`case-${round}`, now);
  const action = actionFor(incident, now);
  const alert = renderAlert({
    ...{ incident, actions: [action], exposure: null, milestone: 'opened', now },
    productVersion: context.productVersion,
  });
  const decidedAt = performance.now();
  await store.write('decide', async (tx) => {
    await tx.putIncident(incident);
    await tx.putAction(action);
    await tx.enqueue(actJob(action, now));
    await queueAlert(tx, alert, { sinks: [PAGER] }, now);
  });
  await runDueJobs(context, stop.signal);
  const since = (moment: number | undefined): number => (moment ?? Number.NaN) - decidedAt;
  return { toRevokeMs: since(at.revoke), toPageMs: since(at.page) };
}

const PAGER = 'pager';

/** A workers' floor whose provider and receiver answer at once. */
function contextFor(store: Store, note: (what: 'revoke' | 'page') => void): JobContext {
  const protection = { reasonFor: () => null };
  // Only what the two kinds of jobs of this bench call is there.
  const containment = { revokeSessions: async () => note('revoke') } as unknown as Containment;
  const directory = { user: async () => null } as unknown as Directory;
  return {
    store,
    clock: systemClock,
    log: silentLog,
    directory,
    kinds: { kindOf: async () => null },
    containment,
    protection,
    policy: { mode: 'enforce', learningUntil: null, protection },
    accessLogs: [],
    plantedRules: async () => [],
    examine: async ({ id, mailbox, coverage }, _events, assessedAt) => ({
      incident: id,
      mailbox,
      verdict: 'no',
      reached: [],
      customers: [],
      groups: { account: 0, sensitive: 0 },
      unread: [],
      coverage,
      assessedAt,
    }),
    sinks: [{ name: PAGER, deliver: async () => note('page') }],
    reports: { write: () => {}, pathOf: (name) => name },
    mode: 'enforce',
    productVersion: '0.0.0',
    scenarioNote: null,
    timing: {
      verifyAfterMs: DAY_MS,
      verifyRetryMs: DAY_MS,
      verifyAttempts: 1,
      scale: 1,
      evaluatedMs: DAY_MS,
      tokenLifeMs: DAY_MS,
      watchMs: DAY_MS,
      watchEveryMs: DAY_MS,
    },
    isKilled: () => false,
  };
}
