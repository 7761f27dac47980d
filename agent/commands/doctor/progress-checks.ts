import type { Config, SourceSettings } from '../../config.js';
import { EVERYDAY_LOGS } from '../../m365/everyday-logs.js';
import { COMPLETE_SHARE, latenessOfShare } from '../../model/lateness.js';
import type { SourceCursor } from '../../model/ports.js';
import type { StoreReads } from '../../model/store.js';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, toMs } from '../../model/time.js';
import { openAlarmOf } from '../../pipeline/open-alarm.js';
import { sourceHealth } from '../../pipeline/source-health.js';
import { historyCursorName } from '../../pull/plan-history.js';
import { type Check, failed, passed, unknown } from './check.js';

const UNREAD_MS = HOUR_MS;
const RUN_FIRST = 'run the agent, then doctor again';

/** How far each log was read, how late it comes, whether it is as usual, and what of its past is still to be read. */
export async function checkProgress(
  config: Config,
  reads: StoreReads,
  now: Instant,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const source of config.sources.filter((one) => one.isEnabled)) {
    const cursor = await reads.cursor(source.name);
    checks.push(await checkComplete(source.name, cursor, reads, now));
    checks.push(await checkAlarm(source.name, cursor, reads, now));
    checks.push(checkBackfill(source.name, cursor));
    if (source.historyMs > 0) checks.push(await checkHistory(source.name, reads));
  }
  return checks;
}

/** The same before there is a store: nothing is known of anything. */
export function unseenProgress(config: Config): readonly Check[] {
  const namesOf = ({ name, historyMs }: SourceSettings): readonly string[] => [
    `complete.${name}`,
    `alarm.${name}`,
    `backfill.${name}`,
    ...(historyMs > 0 ? [`history.${name}`] : []),
  ];
  return config.sources
    .filter((one) => one.isEnabled)
    .flatMap(namesOf)
    .map((name) => unknown(name, 'nothing was pulled yet', RUN_FIRST));
}

async function checkComplete(
  source: string,
  cursor: SourceCursor | null,
  reads: StoreReads,
  now: Instant,
): Promise<Check> {
  const name = `complete.${source}`;
  if (cursor?.completeTo === undefined) return unknown(name, 'it was never read to the present', RUN_FIRST);
  const measured = latenessOfShare(await reads.lateness(source), COMPLETE_SHARE);
  const late =
    measured === null
      ? 'how late its records come is not measured yet, and taken from overlapMinutes'
      : `999 of 1,000 records come within ${inWords(measured)}`;
  const detail = `complete to ${cursor.completeTo}, read to ${cursor.coveredTo}; ${late}`;
  if (toMs(now) - toMs(cursor.coveredTo) <= UNREAD_MS) return passed(name, detail);
  return failed(
    name,
    `not read for over an hour: ${detail}`,
    'start the agent; its log says why a log cannot be read',
  );
}

async function checkAlarm(
  source: string,
  cursor: SourceCursor | null,
  reads: StoreReads,
  now: Instant,
): Promise<Check> {
  const name = `alarm.${source}`;
  const open = await openAlarmOf(source, reads);
  if (open !== null)
    return failed(
      name,
      `${open.kind} since ${open.from}`,
      'see why: docs/coverage.md names what each trouble means',
    );
  const health = cursor === null ? null : await sourceHealth(cursor, reads, now, EVERYDAY_LOGS);
  if (health === null || health.state === 'learning')
    return unknown(
      name,
      'none is open, but what is usual is still being learnt',
      'wait until three weeks are known',
    );
  if (health.state === 'quiet')
    return unknown(
      name,
      'none is open, but so little is usual that nobody could tell silence from it',
      'know that nobody would miss this log',
    );
  return passed(name, 'none is open; the last hours are as usual');
}

function checkBackfill(source: string, cursor: SourceCursor | null): Check {
  const name = `backfill.${source}`;
  if (cursor === null) return unknown(name, 'not begun', RUN_FIRST);
  const { backfill } = cursor;
  if (backfill === undefined)
    return passed(name, 'what the log still held at the first start was read or named as a gap');
  return unknown(name, `still to be read: ${stretch(backfill)}`, 'let the agent run on');
}

async function checkHistory(source: string, reads: StoreReads): Promise<Check> {
  const name = `history.${source}`;
  const cursor = await reads.cursor(historyCursorName(source));
  if (cursor === null)
    return unknown(
      name,
      'not begun: it follows the back-fill, in the daemon only',
      'let `mailwarden run` run on',
    );
  const { backfill } = cursor;
  if (backfill === undefined) return passed(name, `read by audit search up to ${cursor.coveredTo}`);
  const rows = await reads.coverage(source, backfill.from, backfill.to);
  const closed = rows.find((row) => row.state === 'gap' && row.to >= backfill.to);
  const detail = `still to be read by audit search: ${stretch(backfill)}`;
  if (closed === undefined) return unknown(name, detail, 'let the agent run on');
  return unknown(
    name,
    `${detail}; it is closed to us: ${closed.reason}, ${closed.detail}`,
    'grant the permission that the message names, or set historyDays to 0',
  );
}

function stretch({ from, to }: { readonly from: Instant; readonly to: Instant }): string {
  const days = (toMs(to) - toMs(from)) / DAY_MS;
  return `${days.toFixed(1)} days, from ${from} to ${to}`;
}

function inWords(ms: number): string {
  if (ms < HOUR_MS) return `${Math.ceil(ms / MINUTE_MS)} min`;
  return ms < 2 * DAY_MS ? `${Math.ceil(ms / HOUR_MS)} h` : `${Math.ceil(ms / DAY_MS)} days`;
}
