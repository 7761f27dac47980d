import type { Job } from '../model/store.js';
import type { JobContext } from './context.js';

/** Delivers one alert to one sink; recorded after the receiver accepted it, so that a crash repeats it rather than loses it. */
export async function deliverAlert(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const row = await context.store.read((reads) => reads.alert(job.subject));
  const sink = context.sinks.find((one) => one.name === job.payload.sink);
  const isDelivered = row?.deliveries.some((one) => one.sink === job.payload.sink) ?? true;
  if (row === null || isDelivered) {
    await context.store.write('deliver-skip', (tx) => tx.finishJob(job.id, job.version));
    return;
  }
  if (sink === undefined) {
    const name = String(job.payload.sink);
    await context.store.write('deliver-drop', (tx) =>
      tx.buryJob(job.id, job.version, `the sink ${name} is no longer configured`),
    );
    context.log.error({ alert: job.subject, sink: name }, 'an alert has no sink to go to any more');
    return;
  }
  await sink.deliver(row.alert, signal);
  await context.store.write('deliver-end', async (tx) => {
    await tx.markDelivered(row.alert.id, sink.name, context.clock.now());
    await tx.finishJob(job.id, job.version);
  });
}
