import { OutsideError, type OutsideErrorKind } from '../model/errors.js';
import type { Clock, Window } from '../model/ports.js';
import { MINUTE_MS } from '../model/time.js';
import type { NamedGap } from './state-coverage.js';

/** Remembers at which window a source is stuck. Lives as long as the process: a restart begins with new patience. */
export interface Patience {
  /**
   * Hears that a window failed. The gap to name for it, once it has failed often and long enough for the logs behind it
   * to go first; else null, and it is tried again. A repair looks for it later.
   */
  afterFailure(window: Window, error: OutsideError): NamedGap | null;
}

/** A person has to mend these, and the whole log waits for it. Whatever else fails may be the window's own fault, for ever. */
const NOT_OF_THE_WINDOW: ReadonlySet<OutsideErrorKind> = new Set(['credential', 'permission', 'aborted']);
const FAILURES = 5;
const FOR_MS = 15 * MINUTE_MS;

export function createPatience(clock: Clock): Patience {
  let stuck: { readonly at: string; readonly sinceMs: number; readonly failures: number } | null = null;
  return {
    afterFailure(window, error) {
      if (NOT_OF_THE_WINDOW.has(error.kind)) return null;
      const known = stuck?.at === window.to ? stuck : null;
      const sinceMs = known?.sinceMs ?? clock.nowMs();
      stuck = { at: window.to, sinceMs, failures: (known?.failures ?? 0) + 1 };
      if (stuck.failures < FAILURES || clock.nowMs() - sinceMs < FOR_MS) return null;
      stuck = null;
      const reason = error.kind === 'throttled' ? 'throttled-out' : 'outage';
      return { ...window, reason, detail: error.message };
    },
  };
}

/** The error itself when it came from outside; anything else is raised again. */
export function outsideOnly(error: unknown): OutsideError {
  if (error instanceof OutsideError) return error;
  throw error;
}
