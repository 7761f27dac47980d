import { StoreError } from '../model/errors.js';
import type { Instant } from '../model/time.js';
import { settleAccounts } from '../pipeline/settle-accounts.js';
import { settleMarked } from '../pipeline.js';
import type { DecideDeps } from './decide-safely.js';

const SETTLE_AT_ONCE = 25;

/**
 * Scores every account that waits, or that is due by then. Each portion is a transaction of its own. Raises `StoreError`.
 */
export async function settleAll(deps: DecideDeps, signal: AbortSignal, dueBy?: Instant): Promise<void> {
  while (!signal.aborted) if ((await settlePortion(deps, dueBy)) === 0) return;
}

/**
 * Scores some of the accounts that wait, the first due first. Gives their number; 0: none waits any more. An account that
 * breaks the score is left out, loudly, and the others go on. Raises `StoreError`.
 */
export async function settlePortion(deps: DecideDeps, dueBy?: Instant): Promise<number> {
  if ((await deps.store.read((reads) => reads.dirtyCount(dueBy))) === 0) return 0;
  const settle = (limit: number): Promise<number> =>
    deps.store.write('settle', (tx) =>
      settleMarked(
        { limit, ...(dueBy === undefined ? {} : { dueBy }) },
        tx,
        deps.settings(),
        deps.clock.now(),
      ),
    );
  return (await unlessBroken(() => settle(SETTLE_AT_ONCE))) ?? settleOne(() => settle(1), deps, dueBy);
}

/**
 * Scores these accounts and no others, in portions. One that breaks the score is left out, loudly, and stays marked. Raises
 * `StoreError`.
 */
export async function settleThese(
  subjects: readonly string[],
  deps: DecideDeps,
  signal: AbortSignal,
): Promise<void> {
  const { store, settings, clock, log } = deps;
  const settle = (some: readonly string[]): Promise<true> =>
    store.write('settle', async (tx): Promise<true> => {
      await settleAccounts(some, tx, settings(), clock.now());
      return true;
    });
  for (let from = 0; from < subjects.length && !signal.aborted; from += SETTLE_AT_ONCE) {
    const some = subjects.slice(from, from + SETTLE_AT_ONCE);
    if ((await unlessBroken(() => settle(some))) === true) continue;
    for (const subject of some) {
      await unlessBroken(
        () => settle([subject]),
        (cause) => log.error({ subjects: [subject], error: String(cause) }, BROKEN),
      );
    }
  }
}

const BROKEN = 'own fault: an account could not be scored';

async function settleOne(
  settle: () => Promise<number>,
  { store, log }: DecideDeps,
  dueBy: Instant | undefined,
): Promise<number> {
  let fault: unknown = null;
  const count = await unlessBroken(settle, (cause) => {
    fault = cause;
  });
  if (count !== null) return count;
  const subjects = await store.write('settle-skip', (tx) => tx.takeDirty(1, dueBy));
  log.error({ subjects, error: String(fault) }, BROKEN);
  return subjects.length;
}

/** Null after a fault of our own, which is handed to `onFault`. */
async function unlessBroken<T>(
  act: () => Promise<T>,
  onFault: (cause: unknown) => void = () => {},
): Promise<T | null> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    onFault(cause);
    return null;
  }
}
