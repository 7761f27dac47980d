import { queueAlert } from '../alert/queue-alert.js';
import { renderSystemAlert } from '../alert/render-system-alert.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { decideAlarm } from './decide-alarm.js';
import { openAlarmOf, putOpenAlarm } from './open-alarm.js';
import type { DecideSettings } from './settings.js';
import { sourceHealth } from './source-health.js';

const NONE: ReadonlySet<string> = new Set();

/**
 * Looks whether every log is as usual, and tells when one ceases to be and when it is again: once each, under an id that
 * follows from log, trouble and begin. Gives the number of alerts that were new.
 */
export async function watchSources(tx: StoreTx, settings: DecideSettings, now: Instant): Promise<number> {
  let told = 0;
  for (const source of settings.sources ?? []) {
    const cursor = await tx.cursor(source);
    if (cursor === null) continue;
    const health = await sourceHealth(cursor, tx, now, settings.everydayLogs ?? NONE);
    const before = await openAlarmOf(source, tx);
    const { open, news } = decideAlarm(before, health);
    if (news.length > 0) await putOpenAlarm(source, open, tx);
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
      if (await queueAlert(tx, alert, settings, now)) told += 1;
    }
  }
  return told;
}
