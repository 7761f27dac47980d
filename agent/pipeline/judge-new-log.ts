import { DAY_MS, HOUR_MS } from '../model/time.js';

/** In milliseconds since the epoch. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface NewLog {
  readonly count: (span: Span) => number;
  /** True for a span that was read whole. */
  readonly isRead: (span: Span) => boolean;
  /** When its first known record happened; infinite for a log that never brought one. */
  readonly beganMs: number;
  readonly endMs: number;
  /** In every tenant each day brings records of it. */
  readonly isEveryday: boolean;
}

/** No weekend is longer. */
const SILENT_MS = 72 * HOUR_MS;
/** What such a time has to bring on average before it is missed: a log of a few records a day may well rest for longer. */
const MIN_USUAL = 100;

/**
 * Whether a log of which fewer than three weeks are known is silent; null when that cannot be said. One that brings records every
 * day in every tenant is missed after a day when it never brought any, and any other log after three days without a record,
 * where so many were usual before.
 */
export function judgeNewLog(log: NewLog): (Span & { readonly usual: number }) | null {
  const { count, isRead, beganMs, endMs } = log;
  if (!Number.isFinite(beganMs)) {
    const day = { fromMs: endMs - DAY_MS, toMs: endMs };
    return log.isEveryday && isRead(day) ? { ...day, usual: 0 } : null;
  }
  const silent = { fromMs: endMs - SILENT_MS, toMs: endMs };
  if (!isRead(silent) || count(silent) > 0) return null;
  const before = { fromMs: Math.floor(beganMs / HOUR_MS) * HOUR_MS, toMs: silent.fromMs };
  const knownMs = before.toMs - before.fromMs;
  if (knownMs < DAY_MS) return null;
  const usual = Math.floor((count(before) * SILENT_MS) / knownMs);
  return usual < MIN_USUAL ? null : { ...silent, usual };
}
