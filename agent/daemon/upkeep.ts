import type { Clock } from '../model/ports.js';
import { MINUTE_MS } from '../model/time.js';
import { revisitIncidents } from '../pipeline/revisit-incidents.js';
import { watchSources } from '../pipeline/watch-sources.js';
import { type RepairDeps, repairGaps } from './repair-gaps.js';
import { settleThese } from './settle-all.js';

/** What is looked after beside the pulls. */
export interface Upkeep {
  /** Alarms about logs, and statements of coverage that can be made whole by now. Raises `StoreError`. */
  watch(signal: AbortSignal): Promise<void>;
  /**
   * One look per log at what was missed. An audit search takes minutes to hours, which only the daemon can wait for.
   * Raises `StoreError`.
   */
  repair(signal: AbortSignal, canWait: boolean): Promise<void>;
}

export function createUpkeep(deps: RepairDeps): Upkeep {
  return {
    async watch(signal) {
      const { store, clock, settings } = deps;
      const [told, ripe] = await store.write('upkeep', async (tx) => [
        await watchSources(tx, settings(), clock.now()),
        await revisitIncidents(tx, settings().sources),
      ]);
      if (told > 0) deps.log.warn({ alerts: told }, 'a log is not as usual, or is again');
      // These alone: who else is marked may wait for a past that is still being read.
      await settleThese(ripe, deps, signal);
    },
    async repair(signal, canWait) {
      await repairGaps(deps, signal, canWait);
    },
  };
}

const EVERY_MS = MINUTE_MS;

/** Watches and repairs, each every minute by itself, until `signal` is aborted. */
export async function keepUp(upkeep: Upkeep, clock: Clock, signal: AbortSignal): Promise<void> {
  const again = async (work: () => Promise<void>): Promise<void> => {
    while (!signal.aborted) {
      await work();
      await clock.sleep(EVERY_MS, signal).catch(() => {});
    }
  };
  await Promise.all([again(() => upkeep.watch(signal)), again(() => upkeep.repair(signal, true))]);
}
