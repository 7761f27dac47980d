import type { RuleSet } from '../detect/sigma/rule-set.js';
import type { Tuning } from '../model/tuning.js';
import type { ResponsePolicy } from '../respond/policy.js';

/** What the decide floor needs besides a batch and a transaction. Replaced whole when configuration or rules are reloaded. */
export interface DecideSettings {
  readonly tenantId: string;
  readonly domains: readonly string[];
  /** Client ids of our own app registrations: what they read is no finding. */
  readonly ownAppIds: readonly string[];
  readonly rules: RuleSet;
  readonly tuning: Tuning;
  readonly policy: ResponsePolicy;
  /** Logs that an incident's coverage is stated for; null when the records come from files. */
  readonly sources: readonly string[] | null;
  /** Names of the sinks that each alert goes to. */
  readonly sinks: readonly string[];
  readonly productVersion: string;
}
