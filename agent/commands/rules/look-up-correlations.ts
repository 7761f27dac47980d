import type { CorrelationSet } from '../../detect/correlation/correlation-set.js';
import { definitionsOf } from '../../detect/correlation/definitions.js';
import type { StoreReads } from '../../model/store.js';
import { unreadCorrelations } from '../../pipeline/correlate/read-past.js';
import { type Shortage, shortageOf } from '../../pipeline/correlate/shortages.js';

/** How one correlation stands in the store of an agent. */
export interface CorrelationState {
  readonly rule: string;
  readonly title: string;
  readonly file: string;
  /**
   * `judging`: all that is stored was shown to it; `catching-up`: not all of the past yet; `not-loaded`: the agent has not read this
   * correlation as the file has it now, so the numbers are none, or those of an earlier text.
   */
  readonly status: 'judging' | 'catching-up' | 'not-loaded';
  /** Matches of its rules that are kept for it. */
  readonly sightings: number;
  /** Times that it held for a group. */
  readonly episodes: number;
  /** Groups that memory had no room for, since the store was made; null when there always was room. */
  readonly shortage: Shortage | null;
}

/** One state for each correlation of a rule set, in its order. */
export async function lookUpCorrelations(
  set: CorrelationSet,
  reads: StoreReads,
): Promise<readonly CorrelationState[]> {
  const wanted = definitionsOf(set);
  const loaded = new Map(
    (await reads.correlationDefinitions()).map(({ correlation, definition }) => [correlation, definition]),
  );
  const unread = await unreadCorrelations(reads);
  const sightings = await reads.sightingCounts();
  const hits = await reads.correlationHits();
  const statusOf = (id: string): CorrelationState['status'] => {
    if (loaded.get(id) !== wanted.get(id)) return 'not-loaded';
    return unread.has(id) ? 'catching-up' : 'judging';
  };
  const states: CorrelationState[] = [];
  for (const { rule } of set.correlations) {
    const { id, title, file } = rule;
    states.push({
      rule: id,
      title,
      file,
      status: statusOf(id),
      sightings: sightings.get(id) ?? 0,
      episodes: hits.filter(({ correlation }) => correlation === id).length,
      shortage: await shortageOf(reads, id),
    });
  }
  return states;
}
