import { SECOND_MS } from '../model/time.js';
import type { Collector } from './collector.js';
import type { DecideDeps } from './decide-safely.js';
import { settleAll, settlePortion } from './settle-all.js';

const LOOK_EVERY_MS = SECOND_MS / 2;
/** What may wait takes at most a quarter of the time that nothing else needs. */
const REST_TIMES = 3;

/**
 * Scores accounts until `signal` is aborted: those that are due at once, those that may wait while no log is read. None of
 * them until every log was read to the present, since each has its turn again with every stretch of the past. Raises `StoreError`.
 */
export async function keepSettling(
  deps: DecideDeps,
  collector: Collector,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = deps;
  while (!signal.aborted) {
    let restMs = LOOK_EVERY_MS;
    if (!collector.isBehind()) {
      await settleAll(deps, signal, clock.now());
      if (!collector.isPulling()) restMs = Math.max(restMs, await settleSome(deps));
    }
    await clock.sleep(restMs, signal).catch(() => {});
  }
}

/** Gives how long to rest for it, in milliseconds. */
async function settleSome(deps: DecideDeps): Promise<number> {
  const beganMs = deps.clock.nowMs();
  const count = await settlePortion(deps);
  return count === 0 ? 0 : (deps.clock.nowMs() - beganMs) * REST_TIMES;
}
