import type { Action, FoundObject } from '../model/action.js';
import { verifyJob } from '../model/job-specs.js';
import type { Job, StoreTx } from '../model/store.js';
import { type Instant, MINUTE_MS, shift } from '../model/time.js';
import { type ActOutcome, act, NO_SUCH_ACCOUNT, outcomeOf, resolveTarget } from '../respond/act.js';
import { actOnObjects } from '../respond/act-on-objects.js';
import { beginAct } from './begin-act.js';
import { beginWatch } from './begin-watch.js';
import type { JobContext } from './context.js';
import { guardCalls } from './guard-calls.js';
import { stepContextOf } from './step-context.js';
import { tell } from './tell.js';

/** How long a provider may take to show a revoke before it is asked for again. */
const SETTLE_MS = 2 * MINUTE_MS;

/** Does an approved action: the attempt is written down first, so that a crash is never mistaken for "not done". */
export async function actOnIncident(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const begun = await beginAct(job, context, signal);
  if (begun === null) return;
  const { action, previousAttemptAt } = begun;
  const guarded = { ...context, containment: guardCalls(context, action) };
  const outcome = await attempt(action, previousAttemptAt, guarded, signal).catch(outcomeOf);
  if (outcome.status === 'waiting') {
    await context.store.write('act-wait', (tx) =>
      tx.retryJob(job.id, job.version, outcome.askAgainAt, 'an earlier call may have taken'),
    );
    return;
  }
  return settle(job, action.id, outcome, context);
}

async function attempt(
  action: Action,
  previousAttemptAt: Instant | null,
  context: JobContext,
  signal: AbortSignal,
): Promise<ActOutcome> {
  if (action.kind === 'revoke-sessions') {
    const settleMs = SETTLE_MS / context.timing.scale;
    return act(action, previousAttemptAt, { ...context, settleMs }, signal);
  }
  const targetId = await resolveTarget(action, context, signal);
  if (targetId === null) return NO_SUCH_ACCOUNT;
  return actOnObjects(action.kind, await stepContextOf(action, targetId, context, signal), {
    clock: context.clock,
    remember: (found) => rememberFound(action, found, context),
  });
}

/** What was there is written down before any of it is changed: a crash must not make the changed state the one to go back to. */
async function rememberFound(
  action: Action,
  found: readonly FoundObject[],
  context: JobContext,
): Promise<void> {
  await context.store.write('act-found', async (tx) =>
    tx.putAction({ ...((await tx.action(action.id)) ?? action), found }),
  );
}

function withOutcome(action: Action, outcome: Exclude<ActOutcome, { status: 'waiting' }>): Action {
  if (outcome.status === 'done') {
    const target = { ...action.target, id: outcome.targetId };
    return { ...action, status: 'done', doneAt: outcome.at, target };
  }
  const { status } = outcome;
  // Skipped: the look that found nothing to do is the proof.
  const verified = status === 'failed' ? 'no' : status === 'skipped' ? 'yes' : action.verified;
  const held = status === 'held' ? { heldBy: 'kill-file' as const } : {};
  return { ...action, ...held, status, verified, reason: outcome.detail };
}

/** Writes what came of it and what follows, in one transaction. */
async function settle(
  job: Job,
  id: string,
  outcome: Exclude<ActOutcome, { status: 'waiting' }>,
  context: JobContext,
): Promise<void> {
  const now = context.clock.now();
  const action = await context.store.write('act-end', async (tx) => {
    await tx.finishJob(job.id, job.version);
    const current = await tx.action(id);
    if (current === null) return null;
    const ended = withOutcome(current, outcome);
    await tx.putAction(ended);
    if (ended.doneAt !== null)
      await tx.enqueue(verifyJob(ended, shift(ended.doneAt, context.timing.verifyAfterMs)));
    await beginWatch(tx, ended, context.timing.evaluatedMs);
    await tellOfAction(tx, ended, context, now);
    return ended;
  });
  if (action !== null) logEnd(action, context);
}

function logEnd(action: Action, context: JobContext): void {
  const fields = {
    action: action.id,
    kind: action.kind,
    incident: action.incident,
    status: action.status,
    reason: action.reason,
  };
  if (action.status === 'done')
    context.log.info(
      fields,
      action.kind === 'revoke-sessions'
        ? 'sessions revoked; the check follows'
        : 'the change was accepted; the check follows',
    );
  else if (action.status === 'skipped') context.log.info(fields, 'there was nothing to do');
  else context.log.error(fields, 'the act was not done');
}

async function tellOfAction(tx: StoreTx, action: Action, context: JobContext, now: Instant): Promise<void> {
  const incident = await tx.incident(action.incident);
  if (incident === null) return;
  const milestone =
    action.status === 'failed' ? 'containment-failed' : action.status === 'held' ? 'held' : null;
  await tell(tx, incident, milestone, context, now);
}
