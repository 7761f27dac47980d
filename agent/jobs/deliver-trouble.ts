import { queueAlert } from '../alert/queue-alert.js';
import { renderSinkAlert, type SinkAlertInput } from '../alert/render-sink-alert.js';
import type { OutsideError } from '../model/errors.js';
import type { Job, StoreTx } from '../model/store.js';
import { type Instant, toInstant } from '../model/time.js';
import type { JobContext } from './context.js';
import { receiversOf } from './tell.js';

/** So many failures in a row are no passing fault. */
const FAILURES = 5;

/** Tells the other sinks, once, that one takes no alerts. */
export async function beginTrouble(
  job: Job,
  sink: string,
  error: OutsideError,
  context: JobContext,
): Promise<void> {
  const { count, sinceMs } = context.gates?.failures(sink) ?? { count: 0, sinceMs: null };
  const isPassing = error.isRetryable || error.kind === 'aborted';
  if (isPassing && Math.max(count, job.attempts + 1) < FAILURES) return;
  const now = context.clock.now();
  await context.store.write('sink-trouble', async (tx) => {
    if ((await openSince(tx, sink)) !== null) return;
    const since = sinceMs === null ? now : toInstant(sinceMs);
    await tx.putMeta(nameOf(sink), since);
    const told = await tell(tx, { sink, phase: 'begin', since, reason: error.message }, context, now);
    if (told) context.log.error({ sink, reason: error.message }, 'an alert sink takes no alerts');
  });
}

/** Tells that a sink works again, where its trouble was told. */
export async function endTrouble(
  tx: StoreTx,
  sink: string,
  context: JobContext,
  now: Instant,
): Promise<void> {
  const since = await openSince(tx, sink);
  if (since === null) return;
  await tx.putMeta(nameOf(sink), '');
  await tell(tx, { sink, phase: 'end', since, reason: '' }, context, now);
}

/** To the others: the one in trouble hears of it from them. */
async function tell(
  tx: StoreTx,
  trouble: Pick<SinkAlertInput, 'sink' | 'phase' | 'since' | 'reason'>,
  context: JobContext,
  now: Instant,
): Promise<boolean> {
  const alert = renderSinkAlert({ ...trouble, now, productVersion: context.productVersion });
  return queueAlert(tx, alert, receiversOf(context), now, [trouble.sink]);
}

async function openSince(tx: StoreTx, sink: string): Promise<Instant | null> {
  const value = await tx.meta(nameOf(sink));
  return value === null || value === '' ? null : value;
}

function nameOf(sink: string): string {
  return `sinkTrouble:${sink}`;
}
