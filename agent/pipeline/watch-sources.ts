import { renderSystemAlert } from '../alert/render-system-alert.js';
import { deliverJobs } from '../model/job-specs.js';
import { isJsonObject } from '../model/json.js';
import { latenessOfShare } from '../model/lateness.js';
import type { SourceCursor } from '../model/ports.js';
import type { StoreReads, StoreTx } from '../model/store.js';
import { DAY_MS, HOUR_MS, type Instant, laterOf, shift, toMs } from '../model/time.js';
import { type AlarmKind, decideAlarm, type OpenAlarm, type SourceHealth } from './decide-alarm.js';
import { judgeVolume } from './judge-volume.js';
import type { DecideSettings } from './settings.js';

const UNREAD_MS = HOUR_MS;
/** Eight weeks and a day, to compare the last day with. */
const COMPARE_MS = 57 * DAY_MS;
/** An hour is judged when nearly all of its records are there: what is looked for is far larger than the rest. */
const SETTLED_SHARE = 0.95;
const KINDS: readonly string[] = ['unread', 'silence', 'collapse', 'flood'] satisfies readonly AlarmKind[];

/**
 * Looks whether every log is as usual, and tells when one ceases to be and when it is again: once each, under an id that
 * follows from log, trouble and begin. Gives the number of alerts that were new.
 */
export async function watchSources(tx: StoreTx, settings: DecideSettings, now: Instant): Promise<number> {
  let told = 0;
  for (const source of settings.sources ?? []) {
    const cursor = await tx.cursor(source);
    if (cursor === null) continue;
    const health = await healthOf(cursor, tx, now);
    const before = await openAlarm(source, tx);
    const { open, news } = decideAlarm(before, health);
    if (news.length > 0) await tx.putMeta(nameOf(source), JSON.stringify(open));
    const counts = health.state === 'unread' ? null : { records: health.records, usual: health.usual };
    for (const { alarm, phase } of news) {
      const alert = renderSystemAlert({
        source,
        trouble: alarm.kind,
        phase,
        from: alarm.from,
        counts,
        now,
        productVersion: settings.productVersion,
      });
      if (!(await tx.putAlert(alert))) continue;
      told += 1;
      for (const job of deliverJobs(alert, settings.sinks, now)) await tx.enqueue(job);
    }
  }
  return told;
}

async function healthOf(cursor: SourceCursor, reads: StoreReads, now: Instant): Promise<SourceHealth> {
  const { source, coveredTo } = cursor;
  const since = laterOf(coveredTo, (await reads.meta('firstStart')) ?? coveredTo);
  if (toMs(now) - toMs(since) > UNREAD_MS) return { state: 'unread', from: coveredTo, to: now };
  const measured = latenessOfShare(await reads.lateness(source), SETTLED_SHARE);
  const settledTo = measured === null ? (cursor.completeTo ?? coveredTo) : shift(coveredTo, -measured);
  const from = shift(settledTo, -COMPARE_MS);
  const [volume, coverage] = [await reads.volume(source, from), await reads.coverage(source, from, now)];
  return judgeVolume({ volume, coverage, settledTo });
}

async function openAlarm(source: string, reads: StoreReads): Promise<OpenAlarm | null> {
  const value: unknown = JSON.parse((await reads.meta(nameOf(source))) ?? 'null');
  if (!isJsonObject(value) || typeof value.from !== 'string' || !isKind(value.kind)) return null;
  return { kind: value.kind, from: value.from };
}

function isKind(value: unknown): value is AlarmKind {
  return typeof value === 'string' && KINDS.includes(value);
}

function nameOf(source: string): string {
  return `sourceAlarm:${source}`;
}
