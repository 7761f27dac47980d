import { reachMs } from '../../detect/correlation/stretches.js';
import type { StoreTx } from '../../model/store.js';
import { type Instant, shift } from '../../model/time.js';
import type { DecideSettings } from '../settings.js';

/**
 * Drops what correlations saw, is part of no episode, and lies so far back that no record within the lateness can reach it.
 * Parts of episodes stay as long as their events. Gives the number of sightings dropped.
 */
export async function purgeSightings(
  { rules, tuning }: Pick<DecideSettings, 'rules' | 'tuning'>,
  tx: StoreTx,
  now: Instant,
): Promise<number> {
  let dropped = 0;
  for (const { rule, spanMs } of rules.correlations.correlations) {
    dropped += await tx.purgeSightings(rule.id, shift(now, -tuning.latenessMs - reachMs(spanMs)));
  }
  return dropped;
}
