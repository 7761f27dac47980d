import type { Action } from '../model/action.js';
import { OutsideError } from '../model/errors.js';
import type { Clock, Containment, Directory } from '../model/ports.js';
import { type Instant, shift, toMs } from '../model/time.js';
import { isStoppedByKillFile } from './kill-file.js';
import { hasTaken } from './verify.js';

/**
 * What came of one go at an action. `waiting`: an earlier go may have taken; ask again at `askAgainAt`. `skipped`: nothing was to
 * be done. `held`: the operator stopped it half-way.
 */
export type ActOutcome =
  | { readonly status: 'done'; readonly at: Instant; readonly targetId: string; readonly detail: string }
  | { readonly status: 'failed' | 'skipped' | 'held'; readonly detail: string }
  | { readonly status: 'waiting'; readonly askAgainAt: Instant };

export interface ActDeps {
  readonly containment: Containment;
  readonly directory: Directory;
  readonly clock: Clock;
  /** How long the provider may take to show that a revoke took. */
  readonly settleMs: number;
}

/**
 * Revokes the sessions of an action's target. `previousAttemptAt` is set when an earlier go may have reached the
 * provider without our hearing of it: its state is then asked first, and only a state that stays as it was for
 * `settleMs` is acted upon again. Raises `OutsideError`, see `outcomeOf`.
 */
export async function act(
  action: Action,
  previousAttemptAt: Instant | null,
  deps: ActDeps,
  signal: AbortSignal,
): Promise<ActOutcome> {
  const targetId = await resolveTarget(action, deps, signal);
  if (targetId === null) return NO_SUCH_ACCOUNT;
  if (previousAttemptAt !== null) {
    const validity = await deps.containment.sessionsValidFrom(targetId, signal);
    if (hasTaken(validity, previousAttemptAt, deps.clock.nowMs())) {
      return {
        status: 'done',
        at: validity.validFrom ?? previousAttemptAt,
        targetId,
        detail: 'an earlier call had taken',
      };
    }
    const settledAt = shift(previousAttemptAt, deps.settleMs);
    if (deps.clock.nowMs() < toMs(settledAt)) return { status: 'waiting', askAgainAt: settledAt };
  }
  await deps.containment.revokeSessions(targetId, signal);
  return { status: 'done', at: deps.clock.now(), targetId, detail: 'the provider accepted the call' };
}

/** Nobody can be acted on. */
export const NO_SUCH_ACCOUNT = {
  status: 'failed',
  detail: 'the directory knows no such account',
} as const satisfies ActOutcome;

/** What the refusal of any call of an act comes to; raises again what may pass. */
export function outcomeOf(cause: unknown): ActOutcome {
  if (isStoppedByKillFile(cause)) return { status: 'held', detail: cause.message };
  if (isLastingRefusal(cause)) return { status: 'failed', detail: cause.message };
  throw cause;
}

/** Id of the account, looked up by name only where no record carried it; null where the directory knows none. Raises `OutsideError`. */
export async function resolveTarget(
  action: Action,
  deps: Pick<ActDeps, 'directory'>,
  signal: AbortSignal,
): Promise<string | null> {
  if (action.target.id !== null) return action.target.id;
  if (action.target.upn === null) return null;
  return (await deps.directory.user(action.target.upn, signal))?.id ?? null;
}

/** Whether a person is needed now, since trying again changes nothing: a privileged account, a missing permission, a lost licence. */
export function isLastingRefusal(cause: unknown): cause is OutsideError {
  return (
    cause instanceof OutsideError &&
    !cause.isRetryable &&
    ['permission', 'credential', 'not-found', 'refused'].includes(cause.kind)
  );
}
