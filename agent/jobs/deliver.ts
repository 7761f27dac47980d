import { routingOf } from '../alert/queue-alert.js';
import { type DeliveryDecision, decideDelivery } from '../alert/routing/decide-delivery.js';
import { decideRoutes, decideSilence } from '../alert/routing/decide-routes.js';
import type { SinkPass } from '../alert/routing/sink-gates.js';
import { briefOf } from '../model/alert-brief.js';
import type { SinkHabit } from '../model/alert-routing.js';
import type { AlertRow, Job } from '../model/store.js';
import { toInstant } from '../model/time.js';
import type { JobContext } from './context.js';
import { finishDelivery, postponeDelivery } from './deliver-queue.js';
import { remind } from './deliver-reminder.js';
import { type HeldSink, habitOf, sendAlert } from './deliver-sending.js';
import { receiversOf } from './tell.js';

const OPEN_GATE: SinkPass = { succeeded() {}, failed() {}, left() {} };

/**
 * Brings one alert to one sink, or reminds of it; recorded after the receiver accepted it, so that a crash repeats it rather than
 * loses it.
 */
export async function deliverAlert(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const row = await context.store.read((reads) => reads.alert(job.subject));
  const name = String(job.payload.sink);
  const isReminder = typeof job.payload.reminder === 'number';
  const isDone = row?.deliveries.some(({ sink }) => sink === name) ?? true;
  if (row === null || (isDone && !isReminder)) return finishDelivery(job, context);
  const sink = context.sinks.find((one) => one.name === name);
  if (sink === undefined) return bury(job, name, context);
  const pass = await (context.gates?.enter(name, briefOf(row.alert).key) ?? OPEN_GATE);
  if ('untilMs' in pass) return postponeDelivery(job, toInstant(pass.untilMs), context);
  try {
    if (isReminder) await remind(job, row.alert, { sink, pass }, context, signal);
    else await bring(job, row, { sink, pass }, context, signal);
  } finally {
    pass.left();
  }
}

async function bring(
  job: Job,
  row: AlertRow,
  held: HeldSink,
  context: JobContext,
  signal: AbortSignal,
): Promise<void> {
  const habit = habitOf(row.alert, held.sink.name, context);
  const decision = await decide(row, habit, context);
  const { act, reason } = decision;
  context.log.debug({ alert: row.alert.id, sink: held.sink.name, act, reason }, 'a delivery was decided');
  switch (decision.act) {
    case 'skip':
      return finishDelivery(job, context);
    case 'wait':
      return postponeDelivery(job, decision.until, context);
    case 'drop':
      return context.store.write('deliver-silenced', async (tx) => {
        const now = context.clock.now();
        for (const { id } of decision.alerts) await tx.markDelivered(id, habit.name, now, 'silenced');
        await tx.finishJob(job.id, job.version);
      });
    case 'send':
      return sendAlert(job, { ...held, habit, ...decision }, context, signal);
  }
}

/** Read when the place at the sink is held: nobody else tells the same thread there in the meantime. */
async function decide(row: AlertRow, habit: SinkHabit, context: JobContext): Promise<DeliveryDecision> {
  const { alert } = row;
  const routing = routingOf(receiversOf(context));
  const now = context.clock.now();
  const rows = await context.store.read((reads) => reads.alertsOf(briefOf(alert).key));
  const thread = rows.filter((one) =>
    decideRoutes(one.alert, routing).some(({ name }) => name === habit.name),
  );
  return decideDelivery({
    alert,
    habit,
    // An alert of the first version is in no thread; one whose route was changed still goes where it was queued for.
    thread: thread.some((one) => one.alert.id === alert.id) ? thread : [...thread, row],
    silence: decideSilence(alert, routing, now),
    now,
  });
}

async function bury(job: Job, name: string, context: JobContext): Promise<void> {
  await context.store.write('deliver-drop', (tx) =>
    tx.buryJob(job.id, job.version, `the sink ${name} is no longer configured`),
  );
  context.log.error({ alert: job.subject, sink: name }, 'an alert has no sink to go to any more');
}
