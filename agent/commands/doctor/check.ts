import { OutsideError, StoreError } from '../../model/errors.js';

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  /** `unknown`: it could not be seen, which is never ok. */
  readonly status: 'ok' | 'fail' | 'unknown';
  /** What was seen. */
  readonly detail: string;
  /** What to do; null when there is nothing to do. */
  readonly remedy: string | null;
}

export function passed(name: string, detail: string, remedy: string | null = null): Check {
  return { name, status: 'ok', detail, remedy };
}

export function failed(name: string, detail: string, remedy: string): Check {
  return { name, status: 'fail', detail, remedy };
}

export function unknown(name: string, detail: string, remedy: string | null = null): Check {
  return { name, status: 'unknown', detail, remedy };
}

/** Kinds of failure that say how things stand; after the others nobody knows. */
const TELLING: ReadonlySet<OutsideError['kind']> = new Set(['credential', 'permission', 'refused']);
const LOOK_MS = 30_000;

/**
 * Runs one look at the outside, for half a minute at most. What the outside refuses is a failure, what could not be asked is
 * unknown. Raises what is no `OutsideError` or `StoreError`.
 */
export async function look(
  name: string,
  remedy: string,
  stop: AbortSignal,
  act: (signal: AbortSignal) => Promise<Check>,
): Promise<Check> {
  try {
    return await act(AbortSignal.any([stop, AbortSignal.timeout(LOOK_MS)]));
  } catch (cause) {
    if (cause instanceof StoreError) return failed(name, cause.message, remedy);
    if (!(cause instanceof OutsideError)) throw cause;
    if (cause.kind === 'aborted') return unknown(name, 'no answer in time', 'run doctor again');
    if (TELLING.has(cause.kind)) return failed(name, cause.message, remedy);
    return unknown(name, cause.message, 'run doctor again when the provider answers');
  }
}
