import { StoreError } from '../model/errors.js';
import type { Clock, Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import { shift } from '../model/time.js';
import { hasHolderEnded } from '../runtime/holder.js';

const LEASE_MS = 30_000;
const RENEW_MS = 8_000;

/** The right to be the one writer of a store. */
export interface WriterLease {
  /** Aborted when the lease could not be renewed: another process may write now. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Takes the writer's lease and keeps it; from a process that was killed it is taken over at once. Raises `StoreError`
 * of kind locked when another process holds it.
 */
export async function takeWriterLease(
  store: Store,
  holder: string,
  clock: Clock,
  log: Log,
): Promise<WriterLease> {
  const renew = (): Promise<boolean> => {
    const now = clock.now();
    return store.acquireLease(holder, now, shift(now, LEASE_MS));
  };
  if (!(await renew()) && !(await takeOver(store, clock, renew))) {
    throw new StoreError(
      'locked',
      'another mailwarden process writes to this store; stop it, or wait half a minute if it was killed',
    );
  }
  await store.reclaimJobs();
  const lost = new AbortController();
  const timer = setInterval(() => {
    renew()
      .then((isHeld) => {
        if (!isHeld) lost.abort(new StoreError('locked', "the writer's lease was taken by another process"));
      })
      .catch((error: unknown) => log.warn({ reason: String(error) }, "the writer's lease was not renewed"));
  }, RENEW_MS);
  timer.unref();
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      await store.releaseLease(holder);
    },
  };
}

async function takeOver(store: Store, clock: Clock, renew: () => Promise<boolean>): Promise<boolean> {
  const holder = await store.leaseHolder(clock.now());
  if (holder !== null && !hasHolderEnded(holder)) return false;
  if (holder !== null) await store.releaseLease(holder);
  return renew();
}
