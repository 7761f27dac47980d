import { routingOf } from '../alert/queue-alert.js';
import { decideRoutes } from '../alert/routing/decide-routes.js';
import type { SinkPass } from '../alert/routing/sink-gates.js';
import type { Alert, Sink } from '../model/alert.js';
import type { SinkHabit } from '../model/alert-routing.js';
import { OutsideError } from '../model/errors.js';
import { reminderJob } from '../model/job-specs.js';
import type { Job } from '../model/store.js';
import { DAY_MS, shift, toMs } from '../model/time.js';
import type { JobContext } from './context.js';
import { mayHaveArrived } from './deliver-outcome.js';
import { beginTrouble, endTrouble } from './deliver-trouble.js';
import { receiversOf } from './tell.js';

/** A sink, and the place that is held there. */
export interface HeldSink {
  readonly sink: Sink;
  readonly pass: SinkPass;
}

/** One message for one sink. */
export interface Sending extends HeldSink {
  readonly habit: SinkHabit;
  readonly alert: Alert;
  /** Older alerts that this message stands for. */
  readonly earlier: readonly Alert[];
  /** 0 for news. */
  readonly reminder?: number;
}

/** So old a message is of no use to a receiver; it stays in the report and among what was given up. */
const GIVE_UP_MS = 7 * DAY_MS;

/**
 * Sends one message: written down before the call that it begins, and after it that it was accepted. What was broken off in
 * between is sent again, marked as a possible repeat. Raises what the sink raised.
 */
export async function sendAlert(
  job: Job,
  sending: Sending,
  context: JobContext,
  signal: AbortSignal,
): Promise<void> {
  const { sink, alert, earlier, reminder = 0 } = sending;
  const mayBeRepeat = await begin(sending, context);
  try {
    await sink.deliver(alert, signal, { reminder, earlier, mayBeRepeat });
  } catch (cause) {
    await fail(cause, job, sending, context);
  }
  sending.pass.succeeded();
  await end(job, sending, context);
}

async function begin({ sink, alert }: Sending, { store, clock }: JobContext): Promise<boolean> {
  return store.write('deliver-begin', async (tx) => {
    const isOpen = await tx.isSending(alert.id, sink.name);
    await tx.markSending(alert.id, sink.name, clock.now());
    return isOpen;
  });
}

async function end(job: Job, sending: Sending, context: JobContext): Promise<void> {
  const { sink, alert, earlier, habit, reminder = 0 } = sending;
  const now = context.clock.now();
  await context.store.write('deliver-end', async (tx) => {
    await tx.markDelivered(alert.id, sink.name, now);
    for (const { id } of earlier) await tx.markDelivered(id, sink.name, now, 'grouped');
    await tx.finishJob(job.id, job.version);
    const isCritical = [alert, ...earlier].some(({ severity }) => severity === 'critical');
    if (habit.repeatMs > 0 && (isCritical || reminder > 0)) {
      await tx.enqueue(reminderJob(alert, sink.name, reminder + 1, shift(now, habit.repeatMs)));
    }
    await endTrouble(tx, sink.name, context, now);
  });
}

async function fail(cause: unknown, job: Job, sending: Sending, context: JobContext): Promise<never> {
  const { sink, alert, pass } = sending;
  if (!(cause instanceof OutsideError)) throw cause;
  const isOfTheMessage = cause.kind === 'refused' && !cause.isRetryable;
  if (isOfTheMessage) pass.succeeded();
  else if (cause.kind !== 'aborted') pass.failed(cause.retryAfterMs);
  if (!mayHaveArrived(cause))
    await context.store.write('deliver-failed', (tx) => tx.markSending(alert.id, sink.name, null));
  await beginTrouble(job, sink.name, cause, context);
  const isTooOld = context.clock.nowMs() - toMs(alert.at) > GIVE_UP_MS;
  throw isTooOld
    ? new OutsideError('refused', `given up after seven days: ${cause.message}`, {
        isRetryable: false,
        cause,
      })
    : cause;
}

/** By which habit an alert goes to a sink, also when no route leads it there any more. */
export function habitOf(alert: Alert, sink: string, context: JobContext): SinkHabit {
  const routing = routingOf(receiversOf(context));
  const habits = [...decideRoutes(alert, routing), ...routing.sinks];
  return habits.find(({ name }) => name === sink) ?? { name: sink, groupMs: 0, repeatMs: 0 };
}
