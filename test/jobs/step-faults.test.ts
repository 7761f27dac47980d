import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobContext } from '../../agent/jobs/context.js';
import { JOB_LANES, runDueJobs, runLane } from '../../agent/jobs/run-jobs.js';
import { undoIncident } from '../../agent/jobs/undo.js';
import type { Action } from '../../agent/model/action.js';
import { OutsideError, type OutsideErrorKind } from '../../agent/model/errors.js';
import { actJob } from '../../agent/model/job-specs.js';
import type { Boundary } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { USUAL_PLAN_POLICY } from '../../agent/respond/plan/decide-plan.js';
import { openStore } from '../../agent/store/open-store.js';
import { spread } from '../end-to-end/kill.js';
import { incidentOf } from '../respond/incidents.js';
import { type JobBench, openBench, START } from './job-bench.js';
import { actionOfCase, QUARANTINE, STEP_CASES, type StepCase } from './step-cases.js';

const NEVER = new AbortController().signal;
/** Of each step, spread over its whole life, both ends among them. */
const POINTS = 8;
/** Longer than any wait before a job is tried again. */
const LATER_MS = 20 * 60_000;
/** Longer than a job is leased for. */
const LEASE_MS = 6 * 60_000;

/** One life of the agent: it ends at its n-th crossing to the outside, and nothing crosses after it. */
class Life {
  points = 0;
  #isOver = false;

  constructor(readonly endsAt: number | null) {}

  get isOver(): boolean {
    return this.#isOver;
  }

  pass(): void {
    if (this.points === this.endsAt) this.#isOver = true;
    if (this.#isOver) throw new Error('the process is gone');
    this.points += 1;
  }

  readonly boundary: Boundary = {
    cross: async (_name, act) => {
      this.pass();
      const answer = await act();
      this.pass();
      return answer;
    },
  };
}

interface Place {
  readonly file: string;
  readonly bench: JobBench;
}

async function prepare(step: StepCase): Promise<Place & { remove(): void }> {
  const directory = mkdtempSync(join(tmpdir(), 'mailwarden-steps-'));
  const bench = await openBench();
  step.furnish(bench.accounts);
  bench.accounts.bitesBy = () => bench.clock.now();
  const place = { file: join(directory, 'store.db'), bench };
  const action = actionOfCase(step);
  await withStore(place, new Life(null), (store) =>
    store.write('test', async (tx) => {
      await tx.putIncident(incidentOf());
      await tx.putAction(action);
      await tx.enqueue(actJob(action, START));
    }),
  );
  return { ...place, remove: () => rmSync(directory, { recursive: true }) };
}

async function withStore<T>({ file }: Place, life: Life, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ file, key: null, boundary: life.boundary });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Runs the jobs of one life to its end, be it the natural one. */
async function live(place: Place, life: Life): Promise<void> {
  const { bench } = place;
  bench.accounts.onCall = () => life.pass();
  await withStore(place, life, async (store) => {
    const context: JobContext = {
      ...bench.context,
      store,
      policy: { ...bench.context.policy, plan: { ...USUAL_PLAN_POLICY, quarantineGroup: QUARANTINE } },
    };
    await store.reclaimJobs();
    for (let round = 0; round < 4; round += 1) {
      await runAllLanes(context);
      bench.clock.move(LATER_MS);
    }
  }).catch((cause: unknown) => {
    if (!life.isOver) throw cause;
  });
}

/**
 * Every job that is due. Where the life ends, all lanes have come to rest: unlike a process that is gone, a store that is closed within a
 * transaction of another lane would keep its lock.
 */
async function runAllLanes(context: JobContext): Promise<void> {
  for (let isMore = true; isMore; ) {
    const ends = await Promise.allSettled(JOB_LANES.map((lane) => runLane(lane, context, NEVER, NEVER)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    isMore = ends.some((end) => end.status === 'fulfilled' && end.value.done + end.value.failed > 0);
  }
}

/** Rounds of all that is due, each long after the one before. */
async function runRounds(place: Place, rounds: number): Promise<void> {
  const { context, clock } = place.bench;
  const policy = { ...context.policy, plan: { ...USUAL_PLAN_POLICY, quarantineGroup: QUARANTINE } };
  await withStore(place, new Life(null), async (store) => {
    for (let round = 0; round < rounds; round += 1) {
      await runDueJobs({ ...context, store, policy }, NEVER);
      clock.move(LATER_MS);
    }
  });
}

/** Names of the calls that the step takes, each once. */
async function callsOf(step: StepCase): Promise<ReadonlySet<string>> {
  const place = await prepare(step);
  await runRounds(place, 2);
  place.remove();
  return new Set(place.bench.accounts.calls);
}

function actionIn(place: Place): Promise<Action | null> {
  return withStore(place, new Life(null), (store) => store.read((reads) => reads.action('act-1')));
}

const REVOKE: StepCase = {
  kind: 'revoke-sessions',
  change: {},
  furnish: (accounts) => {
    accounts.validFrom = '2026-01-01T00:00:00.000Z';
  },
  changes: ['sessions ended'],
  undone: null,
};

describe.each([REVOKE, ...STEP_CASES])('$kind', (step) => {
  it(`killed at ${POINTS} crossings and started again: done once, and verified`, async () => {
    const whole = await prepare(step);
    const undisturbed = new Life(null);
    await live(whole, undisturbed);
    whole.remove();
    expect(undisturbed.points).toBeGreaterThan(10);
    for (const point of spread(undisturbed.points, POINTS)) {
      const place = await prepare(step);
      await live(place, new Life(point));
      place.bench.clock.move(LATER_MS);
      await live(place, new Life(null));
      expect(place.bench.accounts.changes, `killed at ${point}`).toEqual(step.changes);
      expect(await actionIn(place), `killed at ${point}`).toMatchObject({ status: 'done', verified: 'yes' });
      place.remove();
    }
  }, 120_000);

  const passing: readonly { kind: OutsideErrorKind; when: 'before' | 'after' }[] = [
    { kind: 'unreachable', when: 'before' },
    { kind: 'unreachable', when: 'after' },
    { kind: 'timeout', when: 'after' },
    { kind: 'server-error', when: 'before' },
    { kind: 'server-error', when: 'after' },
    { kind: 'throttled', when: 'before' },
  ];
  it.each(passing)('every call $kind, $when it took: done once, and verified', async ({ kind, when }) => {
    const place = await prepare(step);
    const failed = new Set<string>();
    const { accounts } = place.bench;
    accounts.onCall = (name, at) => {
      if (at !== when || failed.has(name)) return;
      failed.add(name);
      throw new OutsideError(kind, `${name}: it failed`);
    };
    await runRounds(place, 8);
    expect(failed.size).toBeGreaterThanOrEqual(2);
    expect(accounts.changes).toEqual(step.changes);
    expect((await actionIn(place))?.status).toBe('done');
    place.remove();
  });

  it('an answer that takes longer than the lease of its job: done once, and verified', async () => {
    const place = await prepare(step);
    const { accounts, clock } = place.bench;
    accounts.onCall = (_name, when) => {
      if (when === 'before') clock.move(LEASE_MS);
    };
    await runRounds(place, 4);
    expect(accounts.changes).toEqual(step.changes);
    expect(await actionIn(place)).toMatchObject({ status: 'done', verified: 'yes' });
    place.remove();
  });

  const lasting: readonly OutsideErrorKind[] = ['permission', 'not-found', 'refused'];
  it.each(lasting)(
    'any call refused for good, by %s: loudly partial, and not tried again',
    async (kind) => {
      for (const refused of await callsOf(step)) {
        const place = await prepare(step);
        const { accounts, sink } = place.bench;
        accounts.onCall = (name, when) => {
          if (name === refused && when === 'before') throw new OutsideError(kind, `${name}: refused`);
        };
        await runRounds(place, 4);
        const action = await actionIn(place);
        expect(`${action?.status} ${action?.verified}`, refused).toMatch(/^(failed no|done unknown)$/);
        const told = sink.received.map(({ milestone }) => milestone);
        expect(told, refused).toContain('containment-failed');
        const calls = accounts.calls.length;
        await runRounds(place, 2);
        expect(accounts.calls, refused).toHaveLength(calls);
        place.remove();
      }
    },
    120_000,
  );

  it.runIf(step.undone !== null)('taken back while every call fails once: taken back once', async () => {
    for (const when of ['before', 'after'] as const) {
      const place = await prepare(step);
      const { accounts, clock } = place.bench;
      await runRounds(place, 2);
      await withStore(place, new Life(null), (store) =>
        store.write('test', (tx) => undoIncident(incidentOf(), 'it was us', tx, clock.now())),
      );
      const failed = new Set<string>();
      accounts.onCall = (name, at) => {
        if (at !== when || failed.has(name)) return;
        failed.add(name);
        throw new OutsideError('server-error', `${name}: it failed`);
      };
      await runRounds(place, 6);
      expect(failed.size).toBeGreaterThan(0);
      expect(accounts.changes, when).toEqual([...step.changes, ...(step.undone ?? [])]);
      expect((await actionIn(place))?.status, when).toBe('undone');
      place.remove();
    }
  });
});
