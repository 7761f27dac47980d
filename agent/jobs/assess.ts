import type { Job } from '../model/store.js';
import type { JobContext } from './context.js';
import { exposureEvents } from './exposure-events.js';
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
    await tx.putExposure(exposure);
    await tx.finishJob(job.id, job.version);
    await tell(tx, (await tx.incident(job.subject)) ?? found.incident, 'exposure', context, now);
  });
  const { verdict, groups, reached, unread } = exposure;
  context.log.info(
    { incident: exposure.incident, verdict, groups, reached: reached.length, unread: unread.length },
    'exposure assessed',
  );
}
