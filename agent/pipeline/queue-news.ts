import { renderAlert } from '../alert/render-alert.js';
import type { Action } from '../model/action.js';
import type { Milestone } from '../model/alert.js';
import type { Incident } from '../model/incident.js';
import { actJob, assessJob, deliverJobs, reportJob } from '../model/job-specs.js';
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

/** Writes down what was decided, and queues what follows from it: acts, examinations, reports, messages. */
export async function queueNews(
  news: News,
  tx: StoreTx,
  settings: DecideSettings,
  now: Instant,
): Promise<void> {
  const { incident, decided } = news;
  for (const action of decided) {
    await tx.putAction(action);
    if (action.status === 'approved') await tx.enqueue(actJob(action, now));
  }
  const actions = [...news.earlier, ...decided];
  const exposure = await tx.exposure(incident.id);
  if (incident.justifiesContainment) await tx.enqueue(assessJob(incident, now));
  await tx.enqueue(reportJob(incident, actions, exposure, now));
  for (const milestone of milestonesOf(news)) {
    const { productVersion } = settings;
    const alert = renderAlert({ incident, actions, exposure, milestone, now, productVersion });
    if (!(await tx.putAlert(alert))) continue;
    for (const job of deliverJobs(alert, settings.sinks, now)) await tx.enqueue(job);
  }
}

function milestonesOf({ incident, before, decided }: News): readonly Milestone[] {
  const milestones: Milestone[] = [];
  if (before === null) milestones.push('opened');
  if (decided.some((action) => action.status === 'held')) milestones.push('held');
  if (incident.note !== null && before !== null && before.note === null) milestones.push('withdrawn');
  return milestones;
}
