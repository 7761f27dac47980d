import { adoptRules, markForRescore } from '../pipeline/adopt-rules.js';
import { readPast } from '../pipeline/correlate/read-past.js';
import { subjectsOf } from '../pipeline/settle-touched.js';
import type { DecideDeps } from './decide-safely.js';

/**
 * Takes rules over that were just loaded. `install` makes `deps.settings` give them, at the very commit that makes the store
 * fit them, so that no batch is decided between the two. After it, new correlations are shown the past and accounts are marked
 * to be scored anew, in portions that hold nothing up; what a stop leaves undone is done after the next start. Raises
 * `StoreError`.
 */
export async function adoptLoadedRules(
  deps: DecideDeps,
  loaded: ReturnType<DecideDeps['settings']>,
  install: () => void,
): Promise<void> {
  const { store, clock, settings } = deps;
  await store.write('adopt-rules', async (tx) => {
    await adoptRules(loaded, tx);
    tx.afterCommit(install);
  });
  let isUnread = true;
  while (isUnread) {
    isUnread = await store.write('read-past', async (tx) => {
      const events = await readPast(tx, settings(), clock.now());
      await tx.markDirty(subjectsOf(await tx.events(events ?? [])));
      return events !== null;
    });
  }
  let isLeft = true;
  while (isLeft) isLeft = await store.write('mark-accounts', (tx) => markForRescore(tx));
}
