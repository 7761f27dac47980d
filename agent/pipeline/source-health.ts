import { latenessOfShare } from '../model/lateness.js';
import type { SourceCursor } from '../model/ports.js';
import type { StoreReads } from '../model/store.js';
import { DAY_MS, HOUR_MS, type Instant, laterOf, shift, toMs } from '../model/time.js';
import type { SourceHealth } from './decide-alarm.js';
import { judgeVolume } from './judge-volume.js';

const UNREAD_MS = HOUR_MS;
/** Eight weeks and a day, to compare the last day with. */
const COMPARE_MS = 57 * DAY_MS;
/** An hour is judged when nearly all of its records are there: what is looked for is far larger than the rest. */
const SETTLED_SHARE = 0.95;

/** Whether a log is read, and whether it brings what it usually does. `everyday`: logs that bring records each day in every tenant. */
export async function sourceHealth(
  cursor: SourceCursor,
  reads: StoreReads,
  now: Instant,
  everyday: ReadonlySet<string>,
): Promise<SourceHealth> {
  const { source, coveredTo } = cursor;
  const since = laterOf(coveredTo, (await reads.meta('firstStart')) ?? coveredTo);
  if (toMs(now) - toMs(since) > UNREAD_MS) return { state: 'unread', from: coveredTo, to: now };
  const measured = latenessOfShare(await reads.lateness(source), SETTLED_SHARE);
  const settledTo = measured === null ? (cursor.completeTo ?? coveredTo) : shift(coveredTo, -measured);
  const from = shift(settledTo, -COMPARE_MS);
  const [volume, coverage] = [await reads.volume(source, from), await reads.coverage(source, from, now)];
  return judgeVolume({ volume, coverage, settledTo, isEveryday: everyday.has(source) });
}
