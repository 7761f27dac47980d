import { routingOf } from '../alert/queue-alert.js';
import { decideReminder } from '../alert/routing/decide-reminder.js';
import { decideSilence } from '../alert/routing/decide-routes.js';
import type { Alert } from '../model/alert.js';
import { briefOf } from '../model/alert-brief.js';
import type { Job } from '../model/store.js';
import { shift } from '../model/time.js';
import type { JobContext } from './context.js';
import { finishDelivery, postponeDelivery } from './deliver-queue.js';
import { type HeldSink, habitOf, sendAlert } from './deliver-sending.js';
import { receiversOf } from './tell.js';

/** Tells a critical alert again, unless a person has taken it in hand, silenced it, or it has ended. */
export async function remind(
  job: Job,
  alert: Alert,
  held: HeldSink,
  context: JobContext,
  signal: AbortSignal,
): Promise<void> {
  const now = context.clock.now();
  const habit = habitOf(alert, held.sink.name, context);
  const decision = await decide(alert, held.sink.name, context);
  if (decision.act === 'stop' || habit.repeatMs === 0) return finishDelivery(job, context);
  if (decideSilence(decision.alert, routingOf(receiversOf(context)), now) !== null)
    return postponeDelivery(job, shift(now, habit.repeatMs), context);
  const reminder = Number(job.payload.reminder);
  await sendAlert(job, { ...held, habit, alert: decision.alert, earlier: [], reminder }, context, signal);
}

async function decide(
  alert: Alert,
  sink: string,
  { store }: JobContext,
): Promise<ReturnType<typeof decideReminder>> {
  const thread = briefOf(alert).key;
  return store.read(async (reads) => {
    const rows = await reads.alertsOf(thread);
    const told = rows.filter((row) => row.deliveries.some((one) => one.sink === sink));
    return decideReminder(told, await reads.acknowledgement(thread));
  });
}
