/** A sliding window of calls. Refused calls count too: "counts against the quota" is what Microsoft says of early retries. */
export class RateWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #times: number[] = [];

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts a call. Null when it may pass, else the milliseconds until one may. */
  admit(nowMs: number): number | null {
    while ((this.#times[0] ?? nowMs) <= nowMs - this.#windowMs) this.#times.shift();
    this.#times.push(nowMs);
    const excess = this.#times.length - this.#limit;
    if (excess <= 0) return null;
    // The times are in order; after the wait there is room for one more.
    const oldest = this.#times[Math.min(excess, this.#times.length - 1)] ?? nowMs;
    return Math.max(1, oldest + this.#windowMs - nowMs);
  }
}

/** Windows by key, made at first use. */
export class RateWindows {
  readonly #windows = new Map<string, RateWindow>();
  readonly #limit: number;
  readonly #windowMs: number;

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  admit(key: string, nowMs: number): number | null {
    let window = this.#windows.get(key);
    if (window === undefined) {
      window = new RateWindow(this.#limit, this.#windowMs);
      this.#windows.set(key, window);
    }
    return window.admit(nowMs);
  }
}

/** Seconds for a `Retry-After`: whole ones, unless a fast clock makes them smaller than one. */
export function retryAfterSeconds(waitMs: number): string {
  const seconds = waitMs / 1000;
  return seconds >= 1 ? String(Math.ceil(seconds)) : seconds.toFixed(3);
}
