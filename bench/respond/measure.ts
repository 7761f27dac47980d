import { performance } from 'node:perf_hooks';
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

/** Milliseconds from each decision to its revoke call, with `queued` other jobs due before it. */
export async function measureRevokes(
  file: string,
  rounds: number,
  queued: number,
): Promise<readonly number[]> {
  const store = await openStore({ file, key: null, boundary: openBoundary });
  const times: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) times.push(await measureOne(store, round, queued));
    return times;
  } finally {
    await store.close();
  }
}

async function measureOne(store: Store, round: number, queued: number): Promise<number> {
  const now = systemClock.now();
  const others = Array.from({ length: queued }, (_, index) => incidentFor(`other-${round}-${index}`, now));
  await store.write('queue', async (tx) => {
    for (const incident of others) {
      await tx.putIncident(incident);
      await tx.enqueue(assessJob(incident, now));
    }
  });
  let calledAt = Number.NaN;
  const stop = new AbortController();
  const context = contextFor(store, () => {
    calledAt = performance.now();
    stop.abort();
  });
  const incident = incidentFor(`case-${round}`, now);
  const action = actionFor(incident, now);
  const decidedAt = performance.now();
  await store.write('decide', async (tx) => {
    await tx.putIncident(incident);
    await tx.putAction(action);
    await tx.enqueue(actJob(action, now));
  });
  await runDueJobs(context, stop.signal);
  return calledAt - decidedAt;
}

/** A workers' floor whose provider answers at once. */
function contextFor(store: Store, onRevoke: () => void): JobContext {
  const protection = { reasonFor: () => null };
  // Only what the two kinds of jobs of this bench call is there.
  const containment = { revokeSessions: async () => onRevoke() } as unknown as Containment;
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
    sinks: [],
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
