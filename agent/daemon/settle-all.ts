import { StoreError } from '../model/errors.js';
import { settleMarked } from '../pipeline.js';
import type { DecideDeps } from './decide-safely.js';

const SETTLE_AT_ONCE = 25;

/**
 * Scores every account that is marked. Each portion is a transaction of its own. An account that breaks the score is left out, loudly, and the others go on.
 * Raises `StoreError`.
 */
export async function settleAll(deps: DecideDeps, signal: AbortSignal): Promise<void> {
  let portion = SETTLE_AT_ONCE;
  while (!signal.aborted) {
    try {
      const count = await deps.store.write('settle', (tx) =>
        settleMarked(portion, tx, deps.settings(), deps.clock.now()),
      );
      if (count === 0) return;
      portion = SETTLE_AT_ONCE;
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      if (portion > 1) {
        portion = 1;
        continue;
      }
      const subjects = await deps.store.write('settle-skip', (tx) => tx.takeDirty(1));
      deps.log.error({ subjects, error: String(cause) }, 'own fault: an account could not be scored');
      portion = SETTLE_AT_ONCE;
    }
  }
}
