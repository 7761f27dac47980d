import type { Action } from '../model/action.js';
import { OutsideError } from '../model/errors.js';
import type { MailboxKind } from '../model/ports.js';
import type { StoreTx } from '../model/store.js';
import { SECOND_MS } from '../model/time.js';
import { hingesOnKind, type KindAnswer, type KindTerms } from '../respond/judge-mailbox-kind.js';
import { USUAL_PLAN_POLICY } from '../respond/plan/decide-plan.js';
import { storedUser } from '../respond/plan/stored-user.js';
import type { JobContext } from './context.js';

/** So long an act waits for the answer at most. Then it is not known, which is told. */
const LONGEST_WAIT_MS = 2 * SECOND_MS;

/**
 * Asks what the mailbox of an act is for, where the act hinges on it; null where it does not. No answer within `LONGEST_WAIT_MS`, or a
 * failure, is "unknown". Raises `OutsideError` when `signal` ends it, and `StoreError`.
 */
export async function askMailboxKind(
  actionId: string,
  { store, kinds, policy }: Pick<JobContext, 'store' | 'kinds' | 'policy'>,
  signal: AbortSignal,
): Promise<KindTerms | null> {
  const { modes } = policy.plan ?? USUAL_PLAN_POLICY;
  const action = await store.read((reads) => reads.action(actionId));
  if (action?.status !== 'approved' || !hingesOnKind(action, modes)) return null;
  const { id, upn } = action.target;
  const account = id ?? upn;
  const answer: KindAnswer =
    account === null
      ? { status: 'unknown', reason: 'no record names the account', isPassing: false }
      : await within(LONGEST_WAIT_MS, (limit) => kinds.kindOf(account, limit), signal);
  const user = await store.read((reads) => storedUser(reads, action.target));
  return { answer, user, modes, ceiling: policy.mode };
}

/** Writes the answer into the ledger, and into the directory for the plans to come. */
export async function noteMailboxKind(tx: StoreTx, action: Action, { answer }: KindTerms): Promise<void> {
  const { id, incident, target, kind } = action;
  const detail =
    answer.status === 'told'
      ? { step: kind, answer: answer.kind ?? 'none' }
      : { step: kind, answer: 'unknown', reason: answer.reason };
  await tx.appendLedger({ kind: 'mailbox-kind-asked', incident, subject: id, detail });
  if (answer.status === 'unknown') return;
  const user = await storedUser(tx, target);
  if (user !== null && user.mailboxKind !== answer.kind)
    await tx.putUsers([{ ...user, mailboxKind: answer.kind }]);
}

async function within(
  limitMs: number,
  ask: (limit: AbortSignal) => Promise<MailboxKind | null>,
  signal: AbortSignal,
): Promise<KindAnswer> {
  const late = AbortSignal.timeout(limitMs);
  try {
    return { status: 'told', kind: await ask(AbortSignal.any([signal, late])) };
  } catch (cause) {
    if (!(cause instanceof OutsideError) || signal.aborted) throw cause;
    if (late.aborted)
      return {
        status: 'unknown',
        reason: `no answer within ${limitMs / SECOND_MS} seconds`,
        isPassing: true,
      };
    return { status: 'unknown', reason: cause.message, isPassing: cause.isRetryable };
  }
}
