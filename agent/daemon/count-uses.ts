import type { JsonValue } from '../model/json.js';
import type { Clock } from '../model/ports.js';
import type { Store } from '../model/store.js';
import { countUse, type UseCount } from '../model/use-count.js';

/** A count that survives a restart: what was ordered before it counts on. Raises `StoreError`. */
export function countUses(store: Store, clock: Clock): UseCount {
  return {
    take(name, limit, spanMs) {
      const key = `uses:${name}`;
      return store.write('count-use', async (tx) => {
        const stored: JsonValue = JSON.parse((await tx.meta(key)) ?? '[]') as JsonValue;
        const known = Array.isArray(stored) ? stored.filter((at) => typeof at === 'number') : [];
        const { uses, waitMs } = countUse(known, clock.nowMs(), { limit, spanMs });
        if (waitMs === null) await tx.putMeta(key, JSON.stringify(uses));
        return waitMs;
      });
    },
  };
}
