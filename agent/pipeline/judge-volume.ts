import type { Coverage } from '../model/coverage.js';
import { DAY_MS, HOUR_MS, type Instant, toInstant, toMs } from '../model/time.js';
import type { HourVolume } from '../model/volume.js';
import { judgeNewLog, type Span } from './judge-new-log.js';

export interface VolumeInput {
  readonly volume: readonly HourVolume[];
  /** The ledger of the log, for the same weeks. */
  readonly coverage: readonly Coverage[];
  /** Hours that end after this are not judged: their records may still come. */
  readonly settledTo: Instant;
  /** In every tenant each day brings records of it. */
  readonly isEveryday?: boolean;
}

/** `learning`: fewer than three weeks can be compared with. `quiet`: too little is usual to miss it. */
export type VolumeState = 'learning' | 'quiet' | 'normal' | 'silence' | 'collapse' | 'flood';

export interface VolumeJudgement {
  readonly state: VolumeState;
  /** The stretch that was judged, and what happened and usually happens in it. */
  readonly from: Instant;
  readonly to: Instant;
  readonly records: number;
  readonly usual: number;
}

/** From the shortest on: a busy log is missed after an hour, a quiet one after a day. */
const SPANS_HOURS = [1, 3, 6, 12, 24];
const WEEKS = [1, 2, 3, 4, 5, 6, 7, 8];
const MIN_WEEKS = 3;
/** By chance alone, none of 20 usual records comes in one hour of 500 million. */
const MIN_USUAL = 20;
/** A public holiday leaves more than this of a working day: telephones go on to fetch mail. */
const COLLAPSE_SHARE = 0.05;
const FLOOD_TIMES = 5;
const FLOOD_RECORDS = 200;
const DEVIATIONS = 6;
/** Of a normal distribution, the median absolute deviation times this is the standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/**
 * Holds the last hours of a log against the same hours of the last eight weeks, as far as the ledger says that both were
 * read: median and median deviation, so that a week that was odd itself does not matter. The hours before and after are
 * looked at as well, since clocks are changed twice a year.
 */
export function judgeVolume({
  volume,
  coverage,
  settledTo,
  isEveryday = false,
}: VolumeInput): VolumeJudgement {
  const count = counterOf(volume);
  const isRead = readerOf(coverage);
  const beganMs = firstRecordMs(volume);
  const toEndMs = Math.floor(toMs(settledTo) / HOUR_MS) * HOUR_MS;
  let overall: VolumeJudgement | null = null;
  for (const hours of SPANS_HOURS) {
    const span = { fromMs: toEndMs - hours * HOUR_MS, toMs: toEndMs };
    const weeks = WEEKS.map((week) => moved(span, -week * 7 * DAY_MS)).filter(
      (week) => week.fromMs >= beganMs && isRead(week),
    );
    const records = count(span);
    const base = { from: toInstant(span.fromMs), to: toInstant(span.toMs), records };
    if (weeks.length < MIN_WEEKS || !isRead(span)) {
      overall ??= { ...base, state: 'learning', usual: 0 };
      continue;
    }
    const judged = { ...base, ...judgeSpan(records, weeks, count) };
    if (judged.state !== 'quiet' && judged.state !== 'normal') return judged;
    if (overall?.state !== 'normal') overall = judged;
  }
  if (overall !== null && overall.state !== 'learning') return overall;
  const silence = judgeNewLog({ count, isRead, beganMs, endMs: toEndMs, isEveryday });
  if (silence === null) return overall ?? { ...UNSEEN, from: settledTo, to: settledTo };
  const { fromMs, toMs: endMs, usual } = silence;
  return { state: 'silence', from: toInstant(fromMs), to: toInstant(endMs), records: 0, usual };
}

const UNSEEN = { state: 'learning', records: 0, usual: 0 } as const;

/** Before its first record a log was perhaps not on, or not kept: such a time says nothing of what is usual. */
function firstRecordMs(volume: readonly HourVolume[]): number {
  return volume.reduce(
    (first, { hour, records }) => (records > 0 ? Math.min(first, toMs(hour)) : first),
    Number.POSITIVE_INFINITY,
  );
}

function judgeSpan(
  records: number,
  weeks: readonly Span[],
  count: (span: Span) => number,
): { readonly state: VolumeState; readonly usual: number } {
  const shifted = [-HOUR_MS, 0, HOUR_MS].map((by) => weeks.map((week) => count(moved(week, by))));
  const medians = shifted.map(median);
  const [low, high] = [Math.min(...medians), Math.max(...medians)];
  const usual = median(shifted[1] ?? []);
  const spread = Math.max(deviation(shifted[1] ?? [], usual), Math.sqrt(usual));
  const [few, many] = quartiles(shifted.flat());
  if (low >= MIN_USUAL && few > 0) {
    if (records === 0) return { state: 'silence', usual };
    const isFar = records < low - DEVIATIONS * spread || records < few / 2;
    if (records < low * COLLAPSE_SHARE && isFar) return { state: 'collapse', usual };
  }
  const isMany = records >= FLOOD_RECORDS && records > FLOOD_TIMES * high && records > 2 * many;
  if (isMany && records > high + DEVIATIONS * spread) return { state: 'flood', usual };
  return { state: usual >= MIN_USUAL ? 'normal' : 'quiet', usual };
}

function counterOf(volume: readonly HourVolume[]): (span: Span) => number {
  const byHour = new Map(volume.map((one) => [toMs(one.hour), one.records]));
  return ({ fromMs, toMs: endMs }) => {
    let sum = 0;
    for (let at = fromMs; at < endMs; at += HOUR_MS) sum += byHour.get(at) ?? 0;
    return sum;
  };
}

/** True for a span that lies whole in what was read, gaps taken out. */
function readerOf(coverage: readonly Coverage[]): (span: Span) => boolean {
  const stretches = coverage.map((one) => ({ ...one, fromMs: toMs(one.from), endMs: toMs(one.to) }));
  return ({ fromMs, toMs: endMs }) =>
    stretches.some((one) => one.state === 'covered' && one.fromMs <= fromMs && endMs <= one.endMs) &&
    !stretches.some((one) => one.state === 'gap' && one.fromMs < endMs && fromMs < one.endMs);
}

function moved(span: Span, byMs: number): Span {
  return { fromMs: span.fromMs + byMs, toMs: span.toMs + byMs };
}

/** A quarter of the weeks may have been odd themselves. */
function quartiles(values: readonly number[]): readonly [number, number] {
  const ordered = [...values].sort((left, right) => left - right);
  const quarter = Math.floor(ordered.length / 4);
  return [ordered[quarter] ?? 0, ordered[ordered.length - 1 - quarter] ?? 0];
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((left, right) => left - right);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? 0;
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] ?? 0) + upper) / 2;
}

function deviation(values: readonly number[], middle: number): number {
  return MAD_TO_SIGMA * median(values.map((value) => Math.abs(value - middle)));
}
