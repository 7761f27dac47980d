import { pageBrake } from '../alert/page-brake.js';
import type { Action } from '../model/action.js';
import type { Job, StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { heldByBrake, readBrakeState } from '../respond/brake/brake-store.js';
import type { BrakeVerdict } from '../respond/brake/decide-brake.js';
import { holdBack } from '../respond/brake/hold-back.js';
import { USUAL_TERMS } from '../respond/brake/terms.js';
import { decideAct } from '../respond/decide-act.js';
import type { KindTerms } from '../respond/judge-mailbox-kind.js';
import { modeNow } from '../respond/plan/mode-now.js';
import { askMailboxKind, noteMailboxKind } from './ask-mailbox-kind.js';
import type { JobContext } from './context.js';
import { receiversOf, tell } from './tell.js';

/** An act that may go out now. */
export interface BegunAct {
  /** Its attempt is written down. */
  readonly action: Action;
  /** When an earlier go began that may have reached the provider; null: this is the first. */
  readonly previousAttemptAt: Instant | null;
}

/**
 * The last look before an act and the note that it begins, in one transaction: what holds it back cannot come in between. Null when
 * nothing is to be done now; the job is settled then, or put off.
 */
export async function beginAct(job: Job, context: JobContext, signal: AbortSignal): Promise<BegunAct | null> {
  const mailbox = await askMailboxKind(job.subject, context, signal);
  const { begun, held } = await context.store.write('act-begin', async (tx) => {
    const action = await tx.action(job.subject);
    if (action === null || action.status !== 'approved') {
      await tx.finishJob(job.id, job.version);
      return { begun: null, held: null };
    }
    const now = context.clock.now();
    if (mailbox !== null) await noteMailboxKind(tx, action, mailbox);
    const verdict = await lastLook(action, tx, context, mailbox, now);
    if (verdict.verdict === 'go') return { begun: await begin(tx, action, now), held: null };
    if (verdict.verdict === 'wait') {
      await tx.retryJob(job.id, job.version, verdict.until, verdict.reason);
      return { begun: null, held: null };
    }
    return { begun: null, held: await settleHeld(tx, job, action, verdict, context, now) };
  });
  if (held !== null) {
    const { id, kind, incident, reason } = held;
    context.log.error({ action: id, kind, incident, reason }, 'the act is held back');
  }
  return begun;
}

async function lastLook(
  action: Action,
  tx: StoreTx,
  context: JobContext,
  mailbox: KindTerms | null,
  now: Instant,
): Promise<BrakeVerdict> {
  const policy = { ...context.policy, protection: context.protection };
  const state = await readBrakeState(action, tx, policy.brake ?? USUAL_TERMS, now);
  const terms = { isKilled: context.isKilled(), policy, mode: await modeNow(action, tx, policy) };
  return decideAct(action, state, mailbox === null ? terms : { ...terms, mailbox }, now);
}

async function begin(tx: StoreTx, action: Action, now: Instant): Promise<BegunAct> {
  if (action.attemptedAt !== null) return { action, previousAttemptAt: action.attemptedAt };
  const attempted: Action = { ...action, attemptedAt: now };
  await tx.putAction(attempted);
  return { action: attempted, previousAttemptAt: null };
}

async function settleHeld(
  tx: StoreTx,
  job: Job,
  action: Action,
  verdict: Extract<BrakeVerdict, { verdict: 'hold' }>,
  context: JobContext,
  now: Instant,
): Promise<Action> {
  const held = await holdBack(tx, action, verdict);
  await tx.putAction(held);
  await tx.finishJob(job.id, job.version);
  if (verdict.trip !== null) {
    const to = { ...receiversOf(context), productVersion: context.productVersion };
    await pageBrake(tx, [verdict.trip], await heldByBrake(tx), to, now);
  }
  const incident = await tx.incident(held.incident);
  if (incident !== null) await tell(tx, incident, verdict.trip === null ? 'held' : null, context, now);
  return held;
}
