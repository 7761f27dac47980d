import type { AlertLinks } from '../alert/links.js';
import type { RuleSet } from '../detect/sigma/rule-set.js';
import type { AlertRouting } from '../model/alert-routing.js';
import type { NetworkLookup } from '../model/looked-up-network.js';
import type { PastLimit } from '../model/past-limit.js';
import type { Instant } from '../model/time.js';
import type { Tuning } from '../model/tuning.js';
import type { ResponsePolicy } from '../respond/policy.js';
import type { CorrelationMemory } from './correlate/memory.js';
import type { CorrelateSettings } from './correlate.js';

/** What the decide floor needs besides a batch and a transaction. Replaced whole when configuration or rules are reloaded. */
export interface DecideSettings {
  readonly tenantId: string;
  readonly domains: readonly string[];
  /** Client ids of our own app registrations: what they read is no finding. */
  readonly ownAppIds: readonly string[];
  /** The operator's files about addresses; missing where there are none. */
  readonly lookUpNetwork?: NetworkLookup | undefined;
  readonly rules: RuleSet;
  /** Belongs to one store; without it correlations read everything there. */
  readonly correlationMemory?: CorrelationMemory;
  readonly tuning: Tuning;
  /** How far back an account is judged, from the newest of its events; missing: all that is stored. */
  readonly pastMs?: number;
  readonly policy: ResponsePolicy;
  /**
   * What ended before this is written down and reported, but nobody is woken and nothing is done: it was found long after
   * it was over, in the history before the first start. Missing: nothing is.
   */
  readonly quietBefore?: Instant;
  /** Logs that an incident's coverage is stated for; null when the records come from files. */
  readonly sources: readonly string[] | null;
  /** Logs that bring records each day in every tenant, so that one which never does is told of; missing: none. */
  readonly everydayLogs?: ReadonlySet<string>;
  /** Names of the sinks that alerts can go to. */
  readonly sinks: readonly string[];
  /** Who gets what; missing: every sink gets every alert. */
  readonly routing?: AlertRouting;
  /** Where alerts lead their readers; missing: to the report's file and the command alone. */
  readonly links?: AlertLinks;
  readonly productVersion: string;
}

/** How much of an account's past is judged. */
export function pastLimit({ pastMs }: Pick<DecideSettings, 'pastMs'>, now: Instant): PastLimit | undefined {
  return pastMs === undefined ? undefined : { pastMs, now };
}

/** What correlations need of it. */
export function correlateSettings({
  rules,
  correlationMemory,
}: Pick<DecideSettings, 'rules' | 'correlationMemory'>): CorrelateSettings {
  return { correlations: rules.correlations, memory: correlationMemory ?? null };
}
