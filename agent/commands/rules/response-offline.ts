import type { Config } from '../../config.js';
import type { StoreReads } from '../../model/store.js';
import { answerFrom, readStoredProtection } from '../../respond/stored-protection.js';
import { systemClock } from '../../runtime/clock.js';
import { countAccounts, responsePolicy } from '../response-policy.js';
import type { DryTerms } from './dry-plans.js';

/** The terms of response as configured now, and who is protected as the agent last resolved it: nothing is called. Raises `StoreError`. */
export async function responseOffline(
  reads: StoreReads,
  config: Config,
): Promise<Pick<DryTerms, 'policy' | 'protectionOf'>> {
  const firstStart = (await reads.meta('firstStart')) ?? systemClock.now();
  return {
    policy: responsePolicy(config, firstStart, await countAccounts(reads)),
    protectionOf: answerFrom(await readStoredProtection(reads), config.response.protected),
  };
}
