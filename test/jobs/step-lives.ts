import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobContext } from '../../agent/jobs/context.js';
import { JOB_LANES, runDueJobs, runLane } from '../../agent/jobs/run-jobs.js';
import { undoIncident } from '../../agent/jobs/undo.js';
import type { Action } from '../../agent/model/action.js';
import { OutsideError, type OutsideErrorKind } from '../../agent/model/errors.js';
import { actJob } from '../../agent/model/job-specs.js';
import type { LedgerKind } from '../../agent/model/ledger.js';
import type { Boundary } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { openStore } from '../../agent/store/open-store.js';
import type { FakeAccounts } from '../respond/fake-ports.js';
import { incidentOf } from '../respond/incidents.js';
import { type JobBench, openBench, START } from './job-bench.js';
import { actionOfCase, STEP_PLAN, type StepCase } from './step-cases.js';

const NEVER = new AbortController().signal;
/** Longer than any wait before a job is tried again. */
export const LATER_MS = 20 * 60_000;

/** One life of the agent: it ends at its n-th crossing to the outside, and nothing crosses after it. */
export class Life {
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

export interface Place {
  readonly file: string;
  readonly bench: JobBench;
  remove(): void;
}

/** A step that is to be done: its action stands, and its job is queued. */
export async function prepare(step: StepCase): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'mailwarden-steps-'));
  const bench = await openBench();
  step.furnish(bench.accounts);
  bench.accounts.bitesBy = () => bench.clock.now();
  const remove = (): void => rmSync(directory, { recursive: true });
  const place: Place = { file: join(directory, 'store.db'), bench, remove };
  const action = actionOfCase(step);
  await withStore(place, new Life(null), (store) =>
    store.write('test', async (tx) => {
      await tx.putIncident(incidentOf());
      await tx.putAction(action);
      await tx.enqueue(actJob(action, START));
    }),
  );
  return place;
}

/** A step that was done and is to be taken back. */
export async function prepareUndo(step: StepCase): Promise<Place> {
  const place = await prepare(step);
  await runRounds(place, 2);
  await withStore(place, new Life(null), (store) =>
    store.write('test', (tx) => undoIncident(incidentOf(), 'it was us', tx, place.bench.clock.now())),
  );
  place.bench.accounts.calls.length = 0;
  return place;
}

export async function withStore<T>(
  { file }: Pick<Place, 'file'>,
  life: Life,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore({ file, key: null, boundary: life.boundary });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Runs the jobs of one life to its end, be it the natural one. */
export async function live(place: Place, life: Life): Promise<void> {
  const { bench } = place;
  bench.accounts.onCall = () => life.pass();
  await withStore(place, life, async (store) => {
    const context: JobContext = {
      ...bench.context,
      store,
      policy: { ...bench.context.policy, plan: STEP_PLAN },
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
export async function runRounds(place: Place, rounds: number): Promise<void> {
  const { context, clock } = place.bench;
  const policy = { ...context.policy, plan: STEP_PLAN };
  await withStore(place, new Life(null), async (store) => {
    for (let round = 0; round < rounds; round += 1) {
      await runDueJobs({ ...context, store, policy }, NEVER);
      clock.move(LATER_MS);
    }
  });
}

export function actionIn(place: Place): Promise<Action | null> {
  return withStore(place, new Life(null), (store) => store.read((reads) => reads.action('act-1')));
}

/** What the ledger tells of the action, in order. */
export async function ledgerIn(place: Place): Promise<readonly LedgerKind[]> {
  const entries = await withStore(place, new Life(null), (store) =>
    store.read((reads) => reads.ledger(0, 1_000)),
  );
  return entries.filter(({ subject }) => subject === 'act-1').map(({ kind }) => kind);
}

/** What may pass, before the call took and after: its answer is lost then. */
export const PASSING: readonly { kind: OutsideErrorKind; when: 'before' | 'after' }[] = [
  { kind: 'unreachable', when: 'before' },
  { kind: 'unreachable', when: 'after' },
  { kind: 'timeout', when: 'after' },
  { kind: 'server-error', when: 'before' },
  { kind: 'server-error', when: 'after' },
  { kind: 'throttled', when: 'before' },
];

/** What stays, whoever asks again. */
export const LASTING: readonly OutsideErrorKind[] = ['permission', 'not-found', 'refused'];

/** Has every call fail once, and once more after each change: a look that proves something is another call than one that finds it. */
export function failEachOnce(
  accounts: FakeAccounts,
  { kind, when }: (typeof PASSING)[number],
): ReadonlySet<string> {
  const failed = new Set<string>();
  let before = 0;
  accounts.onCall = (name, at) => {
    if (at === 'before') before = accounts.changes.length;
    const key = `${name} after ${before} changes`;
    if (at !== when || failed.has(key)) return;
    failed.add(key);
    throw new OutsideError(kind, `${name}: it failed`);
  };
  return failed;
}

/** Has one call, by name, be refused for good. */
export function refuse(accounts: FakeAccounts, refused: string, kind: OutsideErrorKind): void {
  accounts.onCall = (name, when) => {
    if (name === refused && when === 'before') throw new OutsideError(kind, `${name}: refused`);
  };
}
