import type { Action, ResponseMode } from '../model/action.js';
import type { DirectoryUser, MailboxKind } from '../model/ports.js';
import type { ActionModes } from '../model/response-modes.js';
import { classesOf, targetOf } from '../model/target.js';
import { type Instant, MINUTE_MS, SECOND_MS, shift } from '../model/time.js';
import type { BrakeVerdict } from './brake/decide-brake.js';
import { isAutomatic } from './brake/spending.js';
import { isNeverShut, isShutting, stepModeFor } from './plan/step-mode.js';

/** What the provider said, at the moment of an act, that the account's mailbox is for. */
export type KindAnswer =
  /** Null: it has no mailbox, or the provider does not say. */
  | { readonly status: 'told'; readonly kind: MailboxKind | null }
  /** It could not be asked. `isPassing`: asking again may help. */
  | { readonly status: 'unknown'; readonly reason: string; readonly isPassing: boolean };

/** What an answer is judged by. */
export interface KindTerms {
  readonly answer: KindAnswer;
  /** As the directory is stored; null where it says nothing. */
  readonly user: DirectoryUser | null;
  readonly modes: ActionModes;
  readonly ceiling: ResponseMode;
}

const ASK_AGAIN_MS = 30 * SECOND_MS;
/** So long after the decision a step that hinges on the answer waits for it; then a person has it. */
const PATIENCE_MS = 10 * MINUTE_MS;
const SHARED_CLASSES = ['shared', 'service'] as const;

/**
 * Whether what the mailbox is for can change by whose word an act is done: always where it shuts the account, else where
 * `response.actions` names such mailboxes. What a person let go is that person's decision, and what was begun is ended.
 */
export function hingesOnKind(action: Action, modes: ActionModes): boolean {
  if (!isAutomatic(action) || action.attemptedAt !== null) return false;
  return isShutting(action.kind) || SHARED_CLASSES.some((name) => modes[action.kind][name] !== undefined);
}

/**
 * Whether an act that was decided by what the directory said weeks ago may go on by what the provider says now. Without an answer
 * nothing is shut, since the mailbox may be one that many people share; the soft tier goes on by what is stored: it costs its owner one
 * sign-in.
 */
export function judgeKind(
  { kind, decidedAt }: Action,
  { answer, user, modes, ceiling }: KindTerms,
  isProtected: boolean,
  now: Instant,
): BrakeVerdict {
  if (answer.status === 'unknown') return isShutting(kind) ? withoutAnswer(answer, decidedAt, now) : GO;
  const known = { ...targetOf(user, isProtected), mailboxKind: answer.kind ?? 'none' } as const;
  const classes = classesOf(known);
  if (!isNeverShut(classes)) return GO;
  const what = `the mailbox is ${WORDS[answer.kind ?? 'other']}`;
  if (isShutting(kind)) return hold(`${what}: it is never shut without a person`);
  const mode = stepModeFor(kind, known, modes, ceiling);
  return mode === 'enforce' ? GO : hold(`${what}: response.actions gives it the mode "${mode}"`);
}

const GO: BrakeVerdict = { verdict: 'go' };
const WORDS: Readonly<Record<MailboxKind, string>> = {
  user: 'one person’s',
  shared: 'shared by several people',
  room: 'that of a room',
  equipment: 'that of a device',
  other: 'no person’s',
};

function withoutAnswer(
  { reason, isPassing }: Extract<KindAnswer, { status: 'unknown' }>,
  decidedAt: Instant,
  now: Instant,
): BrakeVerdict {
  const why = `what the mailbox is for could not be asked: ${reason}`;
  return isPassing && now < shift(decidedAt, PATIENCE_MS)
    ? { verdict: 'wait', until: shift(now, ASK_AGAIN_MS), reason: why }
    : hold(`${why}; several people may share it`);
}

function hold(reason: string): BrakeVerdict {
  return { verdict: 'hold', by: 'mailbox-kind', reason, trip: null };
}
