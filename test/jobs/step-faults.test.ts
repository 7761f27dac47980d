import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobContext } from '../../agent/jobs/context.js';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
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
      await runDueJobs(context, NEVER);
      bench.clock.move(LATER_MS);
    }
  }).catch((cause: unknown) => {
    if (!life.isOver) throw cause;
  });
}

function actionIn(place: Place): Promise<Action | null> {
  return withStore(place, new Life(null), (store) => store.read((reads) => reads.action('act-1')));
}

describe.each(STEP_CASES)('$kind', (step) => {
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
    const life = new Life(null);
    const { accounts, clock, context } = place.bench;
    accounts.onCall = (name, at) => {
      if (at !== when || failed.has(name)) return;
      failed.add(name);
      throw new OutsideError(kind, `${name}: it failed`);
    };
    await withStore(place, life, async (store) => {
      const policy = { ...context.policy, plan: { ...USUAL_PLAN_POLICY, quarantineGroup: QUARANTINE } };
      for (let round = 0; round < 8; round += 1) {
        await runDueJobs({ ...context, store, policy }, NEVER);
        clock.move(LATER_MS);
      }
    });
    expect(failed.size).toBeGreaterThanOrEqual(2);
    expect(accounts.changes).toEqual(step.changes);
    expect((await actionIn(place))?.status).toBe('done');
    place.remove();
  });
});
