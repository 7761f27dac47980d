import { OutsideError, type OutsideErrorKind, StoreError } from '../../model/errors.js';
import type { CrossingOutcome, OutcomeCount } from '../../model/metrics.js';

/** Counts what became of things, by name and outcome. */
export interface OutcomeCounter<Outcome extends string> {
  /** `by` is one if not given; nothing is noted of nought. */
  add(name: string, outcome: Outcome, by?: number): void;
  /** In the order of first appearance. */
  counts(): readonly OutcomeCount<Outcome>[];
}

export function countOutcomes<Outcome extends string>(): OutcomeCounter<Outcome> {
  const counts = new Map<string, Map<Outcome, number>>();
  return {
    add(name, outcome, by = 1) {
      if (by === 0) return;
      const ofName = counts.get(name) ?? new Map<Outcome, number>();
      counts.set(name, ofName.set(outcome, (ofName.get(outcome) ?? 0) + by));
    },
    counts: () =>
      [...counts].flatMap(([name, ofName]) =>
        [...ofName].map(([outcome, count]) => ({ name, outcome, count })),
      ),
  };
}

/** What was wrong outside, by its closed kind; `fault` for an error that is none of the outside's. */
export function outsideKind(cause: unknown): OutsideErrorKind | 'fault' {
  return cause instanceof OutsideError ? cause.kind : 'fault';
}

/** The outcome of a crossing that failed. */
export function failureOf(cause: unknown): CrossingOutcome {
  return cause instanceof StoreError ? `store-${cause.kind}` : outsideKind(cause);
}

/** The outcome of a crossing that came back: an HTTP answer is an answer whatever its status, see `HttpClient`. */
export function answerOf(value: unknown): CrossingOutcome {
  const status = typeof value === 'object' && value !== null && 'status' in value ? value.status : null;
  if (typeof status !== 'number') return 'done';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'answered-5xx';
  if (status >= 400) return 'answered-4xx';
  return status >= 300 ? 'answered-3xx' : 'answered-2xx';
}
