import { OutsideError } from '../../model/errors.js';
import type { Clock, Log } from '../../model/ports.js';
import { MINUTE_MS, SECOND_MS } from '../../model/time.js';

/** How often and how long one thing is tried. */
export interface RetryLimits {
  readonly maxAttempts: number;
  /** All waits together, by the clock; a longer `Retry-After` ends the tries at once and is passed on in the error. */
  readonly maxWaitMs: number;
}

export const USUAL_LIMITS: RetryLimits = { maxAttempts: 8, maxWaitMs: 10 * MINUTE_MS };

const FIRST_WAIT_MS = SECOND_MS;
const LONGEST_WAIT_MS = MINUTE_MS;

/** The one place that decides whether and when a failed call is made again. */
export interface CallPolicy {
  /**
   * Calls `attempt` until it succeeds, fails for good, or the limits are reached; then its last error is raised.
   * `attempt` gets its number, from 1. Everything tried here must be safe to do twice: an answer can be lost
   * after the provider has acted.
   */
  run<T>(
    attempt: (number: number) => Promise<T>,
    signal: AbortSignal,
    limits?: Partial<RetryLimits>,
  ): Promise<T>;
}

export interface CallPolicyDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly scale: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * Back-off doubles from one second to one minute, half of it random, divided by `scale`. `Retry-After` is never
 * undercut and never divided: a tenant that runs faster already asks for less.
 */
export function createCallPolicy(deps: CallPolicyDeps): CallPolicy {
  return {
    async run(attempt, signal, limits) {
      const { maxAttempts, maxWaitMs } = { ...USUAL_LIMITS, ...limits };
      let waitedMs = 0;
      for (let number = 1; ; number += 1) {
        stopIfAborted(signal);
        try {
          return await attempt(number);
        } catch (error) {
          if (!(error instanceof OutsideError) || !error.isRetryable || number >= maxAttempts) throw error;
          const waitMs = Math.max(backOffMs(number, deps.random()) / deps.scale, error.retryAfterMs ?? 0);
          if (waitedMs + waitMs > maxWaitMs) throw error;
          waitedMs += waitMs;
          deps.log.debug({ attempt: number, kind: error.kind, code: error.code, waitMs }, error.message);
          await pause(deps, waitMs, signal);
        }
      }
    },
  };
}

function backOffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return full / 2 + (full / 2) * random;
}

async function pause(deps: CallPolicyDeps, waitMs: number, signal: AbortSignal): Promise<void> {
  try {
    await deps.clock.sleep(Math.ceil(waitMs), signal);
  } catch (cause) {
    stopIfAborted(signal, cause);
    throw cause;
  }
}

/** Raises `OutsideError` of kind aborted once the caller no longer waits. */
export function stopIfAborted(signal: AbortSignal, cause?: unknown): void {
  if (!signal.aborted) return;
  throw new OutsideError('aborted', 'stopped', { cause: cause ?? signal.reason });
}
