import { deriveHabit } from '../detect/behaviour/derive-habit.js';
import { detectBehaviours } from '../detect/behaviour/detect-behaviours.js';
import { detectPeers } from '../detect/peer/detect-peers.js';
import { detectRules } from '../detect/sigma/detect-rules.js';
import { actionsOfIncident } from '../model/actions-of-incident.js';
import type { Finding } from '../model/finding.js';
import type { Incident } from '../model/incident.js';
import { reportJob } from '../model/job-specs.js';
import type { StoreTx, Timeline } from '../model/store.js';
import { DAY_MS, type Instant, shift } from '../model/time.js';
import { decideActions } from '../respond/decide-actions.js';
import { weighIncidents } from '../score/weigh-incidents.js';
import { withContext } from './account-context.js';
import { applyBrake, pageTrips } from './apply-brake.js';
import { askPeers } from './ask-peers.js';
import { coverageOf } from './coverage-of.js';
import { planResponse } from './plan-response.js';
import { type News, queueNews, tellNews } from './queue-news.js';
import { type DecideSettings, pastLimit } from './settings.js';
import { settleActors } from './settle-actors.js';
import { watchSuspects } from './watch-suspects.js';

/** Records of a day that is over for so long come seldom; when they do, the day is packed anew. */
const PACKED_AFTER_MS = DAY_MS;

/**
 * Scores accounts anew from all that is stored of them: findings, incidents, what is decided and told. One timeline is held at
 * a time. They wait no longer after it.
 */
export async function settleAccounts(
  subjects: readonly string[],
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<void> {
  const known = await tx.incidentsOf(subjects);
  const changed: Incident[] = [];
  const news: News[] = [];
  for (const subject of subjects) {
    const stored = (await tx.timelines([subject], pastLimit(settings, now))).get(subject);
    if (stored === undefined) continue;
    const existing = known.get(subject) ?? [];
    const timeline = await withContext(stored, existing, tx, settings.tuning);
    const findings = await findingsOf(timeline, tx, settings);
    await tx.putFindings(subject, findings);
    const incidents = await settleIncidents(timeline, findings, existing, news, tx, settings, now);
    changed.push(...incidents);
    const habit = deriveHabit(timeline, findings, settings.tuning);
    await tx.putHabit(subject, {
      ...habit,
      ...watchSuspects(timeline, findings, incidents, settings.tuning),
    });
    await tx.packTimeline(timeline, shift(now, -PACKED_AFTER_MS));
  }
  await tx.unmark(subjects);
  const campaigns = await settleActors(changed, tx, settings, now);
  for (const one of news) await tellNews(one, campaigns.has(one.incident.id), tx, settings, now);
  await pageTrips(tx, settings, now);
}

async function settleIncidents(
  timeline: Timeline,
  findings: readonly Finding[],
  existing: readonly Incident[],
  news: News[],
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<readonly Incident[]> {
  const { tuning, policy, sources, tenantId } = settings;
  const incidents: Incident[] = [];
  const context = { tenantId, now };
  for (const weighed of weighIncidents(timeline.subject, timeline, findings, tuning, existing, context)) {
    const incident = { ...weighed, coverage: await coverageOf(weighed, tx, sources) };
    await tx.putIncident(incident);
    if (isLongOver(incident, settings)) {
      await tx.enqueue(reportJob(incident, [], await tx.exposure(incident.id), now));
      incidents.push(incident);
      continue;
    }
    const ids = [incident.id, ...incident.aliases];
    const earlier = await actionsOfIncident(incident, tx);
    const before = existing.find((one) => ids.includes(one.id)) ?? null;
    const steps = await planResponse(incident, timeline, tx, settings, now);
    const wanted = decideActions(incident, policy, earlier, now, steps);
    const decided = await applyBrake(wanted, tx, settings, now);
    const one = { incident, before, decided, earlier };
    await queueNews(one, tx, now);
    news.push(one);
    incidents.push(incident);
  }
  return incidents;
}

/** An intruder of the history, who is no longer there: no alarm for the past. */
function isLongOver(incident: Incident, { quietBefore }: DecideSettings): boolean {
  return quietBefore !== undefined && incident.lastEvent < quietBefore;
}

async function findingsOf(
  timeline: Timeline,
  tx: StoreTx,
  { tuning, rules }: DecideSettings,
): Promise<readonly Finding[]> {
  return [
    ...detectBehaviours(timeline, tuning),
    ...detectPeers(timeline, tuning, await askPeers(timeline, tx, tuning)),
    ...detectRules(timeline, rules.reporting),
  ];
}
