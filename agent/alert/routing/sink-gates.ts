import type { Clock } from '../../model/ports.js';
import { MINUTE_MS, SECOND_MS } from '../../model/time.js';

/** A place at a sink, to be given back with what came of it. */
export interface SinkPass {
  succeeded(): void;
  /** `waitMs`: the receiver's own wish. */
  failed(waitMs: number | null): void;
  /** Nothing was tried, or the receiver is not to blame. */
  left(): void;
}

/** Keeps deliveries out of each other's way, in memory alone. */
export interface SinkGates {
  /** A place for an alert about `thread`; or the time, by the clock, before which it is of no use to ask again. */
  enter(sink: string, thread: string): Promise<SinkPass | { readonly untilMs: number }>;
  /** How often the sink has failed in a row, and since when. */
  failures(sink: string): { readonly count: number; readonly sinceMs: number | null };
}

/** So many at once while a sink works; one that failed last time is tried by one at a time. */
const PLACES = 2;
/** A receiver that takes longer than this is no longer waited for by others. */
const SLOW_MS = 2 * SECOND_MS;
const ASK_AGAIN_MS = SECOND_MS;
const FIRST_WAIT_MS = 2 * SECOND_MS;
const LONGEST_WAIT_MS = 5 * MINUTE_MS;

/**
 * One message about one thing at a time for each sink, so that two workers do not tell the same news; and a sink that fails or
 * hangs is left alone for a growing while, so that its queue does not take the places of the others. `scale` divides that
 * while: 1 for every real tenant.
 */
export function createSinkGates(clock: Clock, scale = 1): SinkGates {
  const gates = new Map<string, Gate>();
  const gateOf = (sink: string): Gate => {
    const gate = gates.get(sink) ?? new Gate(clock, scale);
    gates.set(sink, gate);
    return gate;
  };
  return {
    enter: (sink, thread) => gateOf(sink).enter(thread),
    failures: (sink) => gateOf(sink).failing,
  };
}

class Gate {
  readonly #clock: Clock;
  readonly #scale: number;
  /** Begin of each delivery under way, by what it is about. */
  readonly #under = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  #closedUntilMs = 0;
  failing: { readonly count: number; readonly sinceMs: number | null } = { count: 0, sinceMs: null };

  constructor(clock: Clock, scale: number) {
    this.#clock = clock;
    this.#scale = scale;
  }

  async enter(thread: string): Promise<SinkPass | { readonly untilMs: number }> {
    for (;;) {
      const nowMs = this.#clock.nowMs();
      if (this.#closedUntilMs > nowMs) return { untilMs: this.#closedUntilMs };
      const places = this.failing.count > 0 ? 1 : PLACES;
      if (this.#under.size < places && !this.#under.has(thread)) {
        this.#under.set(thread, nowMs);
        return this.#passOf(thread);
      }
      const patienceMs = Math.min(...this.#under.values()) + SLOW_MS - nowMs;
      if (patienceMs <= 0) return { untilMs: nowMs + ASK_AGAIN_MS };
      await this.#nextRelease(patienceMs);
    }
  }

  async #nextRelease(patienceMs: number): Promise<void> {
    const patience = new AbortController();
    const release = new Promise<void>((resolve) => this.#waiting.add(resolve));
    const tired = this.#clock.sleep(patienceMs, patience.signal).catch(() => {});
    await Promise.race([release, tired]);
    patience.abort();
  }

  #leave(thread: string): void {
    this.#under.delete(thread);
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #passOf(thread: string): SinkPass {
    return {
      succeeded: () => {
        this.failing = { count: 0, sinceMs: null };
        this.#closedUntilMs = 0;
        this.#leave(thread);
      },
      failed: (waitMs) => {
        const nowMs = this.#clock.nowMs();
        const { count, sinceMs } = this.failing;
        const backOffMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(count, 10)) / this.#scale;
        this.failing = { count: count + 1, sinceMs: sinceMs ?? nowMs };
        this.#closedUntilMs = Math.max(this.#closedUntilMs, nowMs + Math.max(backOffMs, waitMs ?? 0));
        this.#leave(thread);
      },
      left: () => this.#leave(thread),
    };
  }
}
