import type { Config } from '../config.js';
import type { StoreReads } from '../model/store.js';
import { DAY_MS, type Instant, shift } from '../model/time.js';
import { USUAL_MODES } from '../respond/plan/modes.js';
import type { ResponsePolicy } from '../respond/policy.js';

/**
 * What the configuration says about acting; who is protected is asked elsewhere.
 *
 * @param firstStart from which the agent learns
 * @param accounts number of the tenant's, see `countAccounts`
 */
export function responsePolicy(
  { response }: Config,
  firstStart: Instant,
  accounts: number,
): Omit<ResponsePolicy, 'protection'> {
  return {
    mode: response.mode,
    learningUntil: shift(firstStart, response.learningDays * DAY_MS),
    brake: { settings: response.brake, accounts },
    approvalMs: response.approvalMs,
    plan: {
      modes: { ...USUAL_MODES, ...response.actions },
      hardTierFactor: response.hardTierFactor,
      quarantineGroup: response.quarantineGroup,
    },
  };
}

/** As the directory knows them, else as the logs do. Raises `StoreError`. */
export async function countAccounts(reads: Pick<StoreReads, 'users' | 'eventSummary'>): Promise<number> {
  const known = (await reads.users()).length;
  return known > 0 ? known : (await reads.eventSummary()).mailboxes;
}
