import { judgeAll } from '../../detect/correlation/correlate.js';
import type { Sighting } from '../../detect/correlation/correlation.js';
import { reachMs } from '../../detect/correlation/stretches.js';
import type { RuleSet } from '../../detect/sigma/rule-set.js';
import { isBackground } from '../../model/counted-events.js';
import type { RuleMatch, StoreReads } from '../../model/store.js';
import { type Instant, shift } from '../../model/time.js';
import { sightingOf } from '../../pipeline/correlate.js';
import type { MatchesByEvent, RulesOnTrial } from './try-rules.js';

/** Records that are opened at once. */
const CHUNK = 500;

/**
 * What the correlations of each rule set make of the stored records of all accounts together, `from` and later. Records that
 * are past their retention take no part. Held in memory are the matches that correlations read, no records.
 */
export async function correlateHistory(
  trials: readonly RulesOnTrial[],
  reads: StoreReads,
  from: Instant,
): Promise<readonly MatchesByEvent[]> {
  const spans = trials.flatMap(({ rules }) => rules.correlations.correlations.map(({ spanMs }) => spanMs));
  if (spans.length === 0) return trials.map(() => new Map());
  const since = shift(from, -reachMs(Math.max(...spans)));
  const seen = new Set<string>();
  const sightings = trials.map((): Sighting[] => []);
  for (const account of await reads.accountsSince(since)) {
    const events = (await reads.timelines([account])).get(account)?.events ?? [];
    const fresh = events.filter((event) => event.at >= since && !seen.has(event.id) && !isBackground(event));
    for (let at = 0; at < fresh.length; at += CHUNK) {
      const chunk = new Map(fresh.slice(at, at + CHUNK).map((event) => [event.id, event]));
      for (const record of await reads.records([...chunk.keys()])) {
        const event = chunk.get(record.key);
        if (event === undefined) continue;
        seen.add(event.id);
        for (const [index, { rules }] of trials.entries())
          for (const { rule, values } of rules.match(record, event))
            if (values !== undefined) sightings[index]?.push(sightingOf(rule, event, values));
      }
    }
  }
  return trials.map(({ rules }, index) => matchesOf(rules, sightings[index] ?? []));
}

/** The best that any group says of an event stands. */
function matchesOf({ correlations }: RuleSet, sightings: readonly Sighting[]): MatchesByEvent {
  const matches = new Map<string, RuleMatch[]>();
  for (const { correlation, sightings: judged } of judgeAll(correlations, sightings)) {
    const rule = correlation.rule.id;
    for (const { sighting, mark } of judged) {
      if (mark.part === 'none') continue;
      const list = matches.get(sighting.record) ?? [];
      matches.set(sighting.record, list);
      const known = list.findIndex((one) => one.rule === rule);
      const event = sighting.record;
      const match: RuleMatch =
        mark.part === 'proven' ? { rule, event } : { rule, event, needsCredential: false };
      if (known === -1) list.push(match);
      else if (mark.part === 'proven') list[known] = match;
    }
  }
  return matches;
}
