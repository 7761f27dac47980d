import { queueAlert } from '../alert/queue-alert.js';
import { renderAlert } from '../alert/render-alert.js';
import type { Action } from '../model/action.js';
import type { Milestone } from '../model/alert.js';
import type { Incident } from '../model/incident.js';
import { actJob, assessJob, reportJob } from '../model/job-specs.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { DecideSettings } from './settings.js';

/** An incident after a batch, beside what was known of it before. */
export interface News {
  readonly incident: Incident;
  readonly before: Incident | null;
  /** Decided just now. */
  readonly decided: readonly Action[];
  readonly earlier: readonly Action[];
}

/** Writes down what was decided, and queues what follows from it: acts, examinations, reports. */
export async function queueNews(news: News, tx: StoreTx, now: Instant): Promise<void> {
  const { incident, decided } = news;
  for (const action of decided) {
    await tx.putAction(action);
    if (action.status === 'approved') await tx.enqueue(actJob(action, now));
  }
  const actions = [...news.earlier, ...decided];
  const exposure = await tx.exposure(incident.id);
  if (incident.justifiesContainment) await tx.enqueue(assessJob(incident, now));
  const containment = await tx.containmentState(incident.id);
  await tx.enqueue(reportJob(incident, actions, exposure, now, containment));
}

/** Puts the messages about it on their way. Of a mailbox that is part of a told campaign, the campaign's message stands for some. */
export async function tellNews(
  news: News,
  isOfCampaign: boolean,
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<void> {
  const { incident } = news;
  const milestones = milestonesOf(news).filter((one) => !isOfCampaign || !isToldByCampaign(one));
  if (milestones.length === 0) return;
  const actions = [...news.earlier, ...news.decided];
  const exposure = await tx.exposure(incident.id);
  const containment = await tx.containmentState(incident.id);
  for (const milestone of milestones) {
    const { productVersion, links } = settings;
    const facts = { incident, actions, exposure, containment, milestone, now, productVersion };
    const alert = renderAlert(links === undefined ? facts : { ...facts, links });
    await queueAlert(tx, alert, settings, now);
  }
}

/** What needs a person, or ends something, is told for each mailbox. */
function isToldByCampaign(milestone: Milestone): boolean {
  return milestone === 'opened' || milestone === 'updated';
}

function milestonesOf({ incident, before, decided }: News): readonly Milestone[] {
  const milestones: Milestone[] = [];
  if (before === null) milestones.push('opened');
  else if (hasNewReason(incident, before)) milestones.push('updated');
  if (decided.some(isHeldAlone)) milestones.push('held');
  if (incident.note !== null && before !== null && before.note === null) milestones.push('withdrawn');
  return milestones;
}

/** What the brake holds of many is told once for all of them. */
function isHeldAlone({ status, heldBy }: Action): boolean {
  return status === 'held' && heldBy !== 'breaker' && heldBy !== 'tenant-budget';
}

/** More evidence of a kind that is known is no news; evidence of a new kind is. */
export function hasNewReason(incident: Incident, before: Incident): boolean {
  const known = new Set(before.reasons.map(({ rule }) => rule));
  return incident.reasons.some(({ rule }) => !known.has(rule));
}
