import { detectBehaviours } from '../../detect/behaviour/detect-behaviours.js';
import type { AccountOutcome } from '../../detect/loop/outcome-change.js';
import { detectPeers } from '../../detect/peer/detect-peers.js';
import { detectRules } from '../../detect/sigma/detect-rules.js';
import type { RuleSet } from '../../detect/sigma/rule-set.js';
import type { PeerAnswer } from '../../model/peers.js';
import type { RuleMatch, StoreReads, Timeline } from '../../model/store.js';
import { DAY_MS, type Instant, shift } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { askPeers } from '../../pipeline/ask-peers.js';
import { weighIncidents } from '../../score/weigh-incidents.js';

/** Rules and tuning, as one load of a rule directory gives them. */
export interface RulesOnTrial {
  readonly rules: RuleSet;
  readonly tuning: Tuning;
}

export interface TrialContext {
  readonly tenantId: string;
  readonly now: Instant;
  /** Records from here on are matched anew; before it the stored matches stand. */
  readonly matchFrom: Instant;
  /** What the correlations of each rule set make of the events, in the order of the sets. */
  readonly correlated: readonly MatchesByEvent[];
}

export type MatchesByEvent = ReadonlyMap<string, readonly RuleMatch[]>;

/** What some rule sets make of one account, in their order. `gone` events have lost their record to the retention. */
export interface Trial {
  readonly outcomes: readonly AccountOutcome[];
  readonly gone: number;
}

/** Records that are opened at once: a busy mailbox has hundreds of thousands. */
const CHUNK = 500;
/** An incident that reaches into a stretch of time may rest on evidence so much older: see score/cluster-groups.ts. */
const EVIDENCE_REACH_MS = 21 * DAY_MS;

/** From where on records must be matched anew, so that what is found since `since` is the rules' own. */
export function matchFrom(since: Instant): Instant {
  return shift(since, -EVIDENCE_REACH_MS);
}

/** Puts an account's stored records through match, detect and score under each rule set. Nothing is written. */
export async function tryRules(
  timeline: Timeline,
  trials: readonly RulesOnTrial[],
  reads: StoreReads,
  context: TrialContext,
): Promise<Trial> {
  const { matches, gone } = await matchAnew(timeline, trials, reads, context);
  const outcomes: AccountOutcome[] = [];
  for (const [at, trial] of trials.entries()) {
    const peers = await askPeers(timeline, reads, trial.tuning);
    outcomes.push(outcomeOf({ ...timeline, matches: matches[at] ?? [] }, trial, peers, context));
  }
  return { outcomes, gone };
}

/** Findings and incidents of a timeline whose matches are known, as if nothing had been announced before. */
function outcomeOf(
  timeline: Timeline,
  { rules, tuning }: RulesOnTrial,
  peers: readonly PeerAnswer[],
  context: TrialContext,
): AccountOutcome {
  const findings = [
    ...detectBehaviours(timeline, tuning),
    ...detectPeers(timeline, tuning, peers),
    ...detectRules(timeline, rules.reporting),
  ];
  const incidents = weighIncidents(timeline.subject, timeline, findings, tuning, [], context);
  return { findings, incidents };
}

async function matchAnew(
  { events, matches: stored }: Timeline,
  trials: readonly RulesOnTrial[],
  reads: StoreReads,
  { matchFrom: from, correlated }: TrialContext,
): Promise<{ readonly matches: readonly (readonly RuleMatch[])[]; readonly gone: number }> {
  const recent = events.filter((event) => event.at >= from);
  const matched = new Set<string>();
  const matches = trials.map((): RuleMatch[] => []);
  for (let at = 0; at < recent.length; at += CHUNK) {
    const chunk = new Map(recent.slice(at, at + CHUNK).map((event) => [event.id, event]));
    for (const record of await reads.records([...chunk.keys()])) {
      const event = chunk.get(record.key) ?? null;
      matched.add(record.key);
      for (const [index, { rules }] of trials.entries()) {
        for (const { rule } of rules.match(record, event)) matches[index]?.push({ rule, event: record.key });
        matches[index]?.push(...(correlated[index]?.get(record.key) ?? []));
      }
    }
  }
  const kept = stored.filter((match) => !matched.has(match.event));
  return { matches: matches.map((list) => [...kept, ...list]), gone: recent.length - matched.size };
}
