import { refuse } from './management-error.js';

const DAY_MS = 86_400_000;
/** A start "at most seven days ago" would else be too old by the time it arrives. */
const GRACE_MS = 60_000;
const FORMS = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?$/;

export interface ContentWindow {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/**
 * The window of a content listing; the last day when none is named. Raises a Refusal for one end without the other,
 * for other forms of time than the documented ones, for more than a day and for more than seven days back.
 */
export function readContentWindow(query: URLSearchParams, nowMs: number): ContentWindow {
  const start = query.get('startTime');
  const end = query.get('endTime');
  if (start === null && end === null) return { fromMs: nowMs - DAY_MS, toMs: nowMs };
  if (start === null || end === null) throw badRange('AF20030');
  const fromMs = readTime('startTime', start);
  const toMs = readTime('endTime', end);
  if (toMs <= fromMs || toMs - fromMs > DAY_MS) throw badRange('AF20030');
  if (fromMs < nowMs - 7 * DAY_MS - GRACE_MS) throw badRange('AF20055');
  return { fromMs, toMs };
}

function readTime(name: string, text: string): number {
  const ms = FORMS.test(text) ? Date.parse(text.length === 10 ? text : `${text}Z`) : Number.NaN;
  if (Number.isNaN(ms)) {
    throw refuse(400, 'AF20002', `Invalid parameter type: ${name}. Expected type: DateTime.`);
  }
  return ms;
}

function badRange(code: string): Error {
  return refuse(
    400,
    code,
    'Start time and end time must both be specified (or both omitted) and must be less than or equal to 24 hours apart, with the start time no more than 7 days in the past.',
  );
}
