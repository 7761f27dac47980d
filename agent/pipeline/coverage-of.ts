import type { Coverage } from '../model/coverage.js';
import type { CoverageGapNote, CoverageStatement, Incident } from '../model/incident.js';
import type { SourceCursor } from '../model/ports.js';
import type { StoreReads } from '../model/store.js';
import { HOUR_MS, type Instant, laterOf, shift, toMs } from '../model/time.js';

/** What led to the intruder's first act may lie before it. */
const BEFORE_MS = HOUR_MS;
const NOT_COMPLETE = 'not complete yet: later records may still come';

/**
 * What was seen, and not, of the logs that an incident rests on, from an hour before the intruder's first act to the last
 * event; without a known intruder from the first event on. A stretch of which the ledger says nothing is a gap of its
 * own: never read is never covered. So is the end of the stretch while the log's watermark has not passed the last event.
 */
export async function coverageOf(
  incident: Incident,
  reads: StoreReads,
  sources: readonly string[] | null,
): Promise<CoverageStatement> {
  if (sources === null) return filesOnly(incident);
  const from = shift(firstAct(incident), -BEFORE_MS);
  const gaps: CoverageGapNote[] = [];
  for (const source of sources) {
    const entries = await reads.coverage(source, from, incident.lastEvent);
    gaps.push(...gapsOf(source, entries, from, incident.lastEvent));
    gaps.push(...unripe(await reads.cursor(source), from, incident.lastEvent));
  }
  return { complete: gaps.length === 0, gaps };
}

/** True for what will be no gap any more once the log's watermark has passed it. */
export function isNotComplete(gap: CoverageGapNote): boolean {
  return gap.reason === NOT_COMPLETE;
}

/**
 * As long before the last event as records come late: the watermark lies later, but it moves with each pull, and one
 * incident would be told in ever other words.
 */
function unripe(cursor: SourceCursor | null, from: Instant, lastEvent: Instant): readonly CoverageGapNote[] {
  if (cursor?.completeTo === undefined || cursor.completeTo >= lastEvent) return [];
  const latenessMs = toMs(cursor.coveredTo) - toMs(cursor.completeTo);
  const begin = laterOf(from, shift(lastEvent, -latenessMs));
  return [{ source: cursor.source, from: begin, to: lastEvent, reason: NOT_COMPLETE }];
}

/** Circumstances that only add to an incident, such as an old new network of the owner's, say nothing about the time to be seen. */
function firstAct({ origins, firstEvent }: Incident): Instant {
  const acts = origins.map((origin) => origin.firstAt).sort();
  return acts[0] ?? firstEvent;
}

function gapsOf(
  source: string,
  entries: readonly Coverage[],
  from: Instant,
  to: Instant,
): readonly CoverageGapNote[] {
  const gaps: CoverageGapNote[] = [];
  let at = from;
  for (const entry of [...entries].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (entry.from > at) gaps.push({ source, from: at, to: entry.from, reason: 'never read' });
    if (entry.state === 'gap')
      gaps.push({ source, from: entry.from, to: entry.to, reason: entry.reason ?? 'unknown' });
    if (entry.to > at) at = entry.to;
  }
  if (at < to) gaps.push({ source, from: at, to, reason: 'never read' });
  return gaps;
}

function filesOnly({ firstEvent, lastEvent }: Incident): CoverageStatement {
  const reason = 'only what the given files hold is known';
  return { complete: false, gaps: [{ source: 'files', from: firstEvent, to: lastEvent, reason }] };
}
