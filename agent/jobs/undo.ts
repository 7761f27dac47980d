import type { Action } from '../model/action.js';
import { actionsOfIncident } from '../model/actions-of-incident.js';
import type { Incident } from '../model/incident.js';
import { memberIds } from '../model/incident-actor.js';
import { undoJob } from '../model/job-specs.js';
import type { Job, StoreTx } from '../model/store.js';
import { type Instant, MINUTE_MS, shift } from '../model/time.js';
import { isLastingRefusal, NO_SUCH_ACCOUNT, resolveTarget } from '../respond/act.js';
import { isStoppedByKillFile } from '../respond/kill-file.js';
import { hasChanged, undoObjects, whyNotUndone } from '../respond/undo-objects.js';
import type { JobContext } from './context.js';
import { guardCalls } from './guard-calls.js';
import { stepContextOf } from './step-context.js';
import { tell } from './tell.js';

/** What a request to take an incident's actions back comes to, before any of it is done. */
export interface UndoAnswer {
  /** Ids of the actions that will be taken back. */
  readonly queued: readonly string[];
  /** What cannot be taken back, with the reason. */
  readonly cannot: readonly {
    readonly action: string;
    readonly kind: Action['kind'];
    readonly reason: string;
  }[];
}

/**
 * Queues the taking back of all that can be, of an actor's incident in all its mailboxes. A person asked, so neither mode nor protected
 * list is in the way.
 */
export async function undoIncident(
  incident: Incident,
  reason: string,
  tx: StoreTx,
  now: Instant,
): Promise<UndoAnswer> {
  const actions = await actionsOfIncident(incident, tx, memberIds(incident));
  const queued: string[] = [];
  const cannot: UndoAnswer['cannot'][number][] = [];
  for (const action of [...new Map(actions.map((one) => [one.id, one])).values()]) {
    if (!hasChanged(action)) continue;
    const why = whyNotUndone(action);
    if (why !== null) cannot.push({ action: action.id, kind: action.kind, reason: why });
    else {
      await tx.enqueue(undoJob(action, reason, now));
      queued.push(action.id);
    }
  }
  return { queued, cannot };
}

const LOOK_AGAIN_MS = MINUTE_MS;

/** Takes one action back. The kill file stops this too, also between two of its things. */
export async function undoAction(job: Job, context: JobContext, signal: AbortSignal): Promise<void> {
  const action = await context.store.read((reads) => reads.action(job.subject));
  if (action === null || !hasChanged(action)) {
    await context.store.write('undo-skip', (tx) => tx.finishJob(job.id, job.version));
    return;
  }
  const left = await restore(action, context, signal);
  if (left === 'stopped') {
    const againAt = shift(context.clock.now(), LOOK_AGAIN_MS);
    await context.store.write('undo-wait', (tx) =>
      tx.retryJob(job.id, job.version, againAt, 'the kill file exists: nothing is done'),
    );
    return;
  }
  const why = String(job.payload.reason ?? 'no reason given');
  await context.store.write('undo-end', async (tx) => {
    // It may have been verified meanwhile.
    await tx.putAction(takenBack((await tx.action(action.id)) ?? action, left, why));
    await tx.finishJob(job.id, job.version);
    const incident = await tx.incident(action.incident);
    if (incident !== null) await tell(tx, incident, null, context, context.clock.now());
  });
  const fields = { action: action.id, kind: action.kind, incident: action.incident };
  if (left.length === 0) context.log.info(fields, 'an act was taken back');
  else context.log.error({ ...fields, reasons: left }, 'an act could not be taken back');
}

function takenBack(action: Action, left: readonly string[], why: string): Action {
  if (left.length > 0) return { ...action, reason: `could not be taken back: ${left.join('; ')}` };
  const { heldBy: _, ...rest } = action;
  return { ...rest, status: 'undone', reason: `taken back by a person: ${why}` };
}

async function restore(
  action: Action,
  context: JobContext,
  signal: AbortSignal,
): Promise<readonly string[] | 'stopped'> {
  if (context.isKilled()) return 'stopped';
  const guarded = { ...context, containment: guardCalls(context, action) };
  try {
    const targetId = await resolveTarget(action, context, signal);
    if (targetId === null) return [NO_SUCH_ACCOUNT.detail];
    return await undoObjects(await stepContextOf(action, targetId, guarded, signal));
  } catch (cause) {
    if (isStoppedByKillFile(cause)) return 'stopped';
    if (isLastingRefusal(cause)) return [cause.message];
    throw cause;
  }
}
