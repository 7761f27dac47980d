import type { Coverage, GapReason, RepairAttempt } from '../model/coverage.js';
import type { LogSource, Window } from '../model/ports.js';
import { DAY_MS, HOUR_MS, type Instant, laterOf, MINUTE_MS, shift, toMs } from '../model/time.js';

export interface RepairInput {
  readonly source: Pick<LogSource, 'name' | 'timeBasis' | 'lookBackMs' | 'maxWindowMs'>;
  /** Whether the provider's audit search knows the records of this log. */
  readonly canSearch: boolean;
  /** How late the records of this log may come: a search asks by the time of the event, and begins so long before a gap. */
  readonly latenessMs: number;
  /** Rows of the ledger; only gaps count. */
  readonly ledger: readonly Coverage[];
  readonly attempts: readonly RepairAttempt[];
  readonly now: Instant;
}

export type RepairWay = 'read again' | 'audit search';

/** One look at what was missed. */
export interface RepairTask {
  readonly source: string;
  readonly way: RepairWay;
  /** To be read. */
  readonly window: Window;
  /** The gaps that it closes, oldest first, cut to the window. */
  readonly gaps: readonly RepairGap[];
}

export interface RepairGap extends Window {
  readonly reason: GapReason;
  /** How often it failed so far. */
  readonly attempts: number;
}

const MOST_ATTEMPTS = 12;
const FIRST_WAIT_MS = 5 * MINUTE_MS;
const LONGEST_WAIT_MS = 6 * HOUR_MS;
const SEARCH_WINDOW_MS = DAY_MS;
/** How far the audit search reaches back for a usual licence: 180 days. */
const SEARCH_BACK_MS = 180 * DAY_MS;

/**
 * The next gap of a log to be looked for again, the newest first, together with those that the same look closes. Null
 * when none is due. A log that a person has to open is read by the next pull, as its cursor stands before the gap; what
 * the provider has dropped for good is never asked for.
 */
export function decideRepair(input: RepairInput): RepairTask | null {
  const due = input.ledger.flatMap((row) => dueGap(row, input));
  due.sort((left, right) => (left.to < right.to ? 1 : left.to > right.to ? -1 : 0));
  const [newest] = due;
  if (newest === undefined) return null;
  const { way, to } = newest;
  const from = shift(to, -(way === 'read again' ? input.source.maxWindowMs : SEARCH_WINDOW_MS));
  const gaps = due
    .filter((gap) => gap.way === way && gap.to > from)
    .map(({ way: _way, ...gap }) => ({ ...gap, from: laterOf(gap.from, from) }))
    .reverse();
  const begin = gaps.map((gap) => gap.from).sort()[0] ?? from;
  const window = { from: way === 'audit search' ? shift(begin, -input.latenessMs) : begin, to };
  return { source: input.source.name, way, window, gaps };
}

/** How an attempt failed. */
export interface RepairFailure {
  readonly message: string;
  /** Not earlier than this, where the provider said so: it is then no failed attempt, only too early. */
  readonly retryAfterMs: number | null;
}

/** When a gap is looked for again after it failed: later each time. */
export function nextAttempt(
  gap: RepairGap,
  source: string,
  { message, retryAfterMs }: RepairFailure,
  now: Instant,
): RepairAttempt {
  const { from, to } = gap;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** gap.attempts);
  const attempts = gap.attempts + (retryAfterMs === null ? 1 : 0);
  const nextAt = shift(now, Math.max(waitMs, retryAfterMs ?? 0));
  return { source, from, to, attempts, nextAt, lastError: message };
}

function dueGap(row: Coverage, input: RepairInput): readonly (RepairGap & { readonly way: RepairWay })[] {
  if (row.state !== 'gap' || row.reason === null) return [];
  const tried = input.attempts.filter((one) => one.from < row.to && row.from < one.to);
  const attempts = Math.max(0, ...tried.map((one) => one.attempts));
  if (attempts >= MOST_ATTEMPTS || tried.some((one) => one.nextAt > input.now)) return [];
  const way = wayOf(row, input);
  if (way === null) return [];
  const reachMs = way === 'read again' ? input.source.lookBackMs : SEARCH_BACK_MS;
  const edge = shift(input.now, MINUTE_MS - reachMs);
  const from = laterOf(row.from, edge);
  return [{ from, to: row.to, reason: row.reason, attempts, way }];
}

/** Null when nothing can bring it back. */
function wayOf(row: Coverage, { source, canSearch, now }: RepairInput): RepairWay | null {
  const ageMs = toMs(now) - toMs(row.to) + MINUTE_MS;
  const isMissed = row.reason === 'outage' || row.reason === 'throttled-out';
  if (isMissed && ageMs < source.lookBackMs) return 'read again';
  const isSearchable = canSearch && ageMs < SEARCH_BACK_MS;
  return isSearchable && (isMissed || row.reason === 'expired-content') ? 'audit search' : null;
}
