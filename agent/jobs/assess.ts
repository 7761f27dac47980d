import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type { Job, StoreTx } from '../model/store.js';
import type { JobContext } from './context.js';
import { exposureEvents } from './exposure-events.js';
import { queueIncidentSurvey } from './queue-survey.js';
import { readRest } from './read-rest.js';
import { tell } from './tell.js';

/** Examines what an incident reached and tells the result. */
export async function assessIncident(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const found = await context.store.read(async (reads) => {
    const incident = await reads.incident(job.subject);
    return incident === null ? null : { incident, events: await exposureEvents(reads, incident) };
  });
  if (found === null) {
    await context.store.write('assess-skip', (tx) => tx.finishJob(job.id, job.version));
    return;
  }
  const now = context.clock.now();
  const exposure = await context.examine(found.incident, found.events, now, signal);
  await context.store.write('assess-end', async (tx) => {
    await tx.putExposure(await withRest(tx, found.incident, exposure, context));
    await tx.finishJob(job.id, job.version);
    await tell(tx, (await tx.incident(job.subject)) ?? found.incident, 'exposure', context, now);
  });
  const { verdict, groups, reached, unread } = exposure;
  context.log.info(
    { incident: exposure.incident, verdict, groups, reached: reached.length, unread: unread.length },
    'exposure assessed',
  );
}

/** What is reached is examined at once; the rest of the mailbox is looked through afterwards, and told then. */
async function withRest(
  tx: StoreTx,
  incident: Incident,
  exposure: Exposure,
  { lookThrough, isWholeMailboxWanted }: JobContext,
): Promise<Exposure> {
  if (lookThrough === undefined || isWholeMailboxWanted !== true || incident.kind !== 'mailbox')
    return exposure;
  const survey = await queueIncidentSurvey(tx, incident, exposure.assessedAt);
  return { ...exposure, rest: await readRest(tx, incident, exposure, survey) };
}
