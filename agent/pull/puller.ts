import { OutsideError } from '../model/errors.js';
import type { LatenessHistogram } from '../model/lateness.js';
import type { Batch, Clock, Log, LogSource, SourceCursor, Window } from '../model/ports.js';
import { type Instant, laterOf, MINUTE_MS, shift, toMs } from '../model/time.js';
import { createPatience, outsideOnly, type Patience } from './patience.js';
import { firstPlace, nextBackfill } from './plan-backfill.js';
import { type Depth, planDepth } from './plan-depth.js';
import { planWindows } from './plan-windows.js';
import { readWindow } from './read-window.js';
import { gapEntry, type NamedGap, stateCoverage } from './state-coverage.js';
import { createTiers, type Tiers } from './tiers.js';

export interface PullerOptions {
  readonly source: LogSource;
  /** The stored cursor; read at the start of each pull, since the store is the truth. */
  readonly readCursor: () => Promise<SourceCursor | null>;
  /** How late the records of this source came of late. */
  readonly readLateness: () => Promise<LatenessHistogram>;
  readonly clock: Clock;
  readonly log: Log;
  /** How far behind the cursor each pull begins at least. */
  readonly overlapMs: number;
  /** How far back the first pull goes; the provider's memory bounds it. */
  readonly initialMs: number;
  /** Records and rejected ones of a batch together. */
  readonly maxBatch?: number;
}

export interface Puller {
  readonly source: string;
  /**
   * Reads from the cursor to now, oldest window first, and then what is left of the back-fill, newest first, looking at
   * the present again every minute. The caller commits each batch before it asks for the next. Raises `OutsideError`
   * when a window could not be read: the cursor then stands at the last whole window, and the next pull begins there. A
   * log that is closed to us until a person opens it is no error but a named gap, and the cursor stays before it.
   */
  pull(signal: AbortSignal): AsyncIterable<Batch>;
}

const MAX_BATCH = 1_000;
/** A back-fill is interrupted this often for the present. */
const LIVE_EVERY_MS = MINUTE_MS;
/** A cursor that lags more tells of our own absence, not of the provider's lateness. */
const TIMELY_MS = 15 * MINUTE_MS;

export function createPuller(options: PullerOptions): Puller {
  const patience = createPatience(options.clock);
  const tiers = createTiers();
  return {
    source: options.source.name,
    pull: (signal) => new Pull(options, { patience, tiers }, signal).run(),
  };
}

/** One pull. `#place` is where the batches given so far have brought the source. */
class Pull {
  readonly #options: PullerOptions;
  readonly #patience: Patience;
  readonly #tiers: Tiers;
  readonly #signal: AbortSignal;
  readonly #name: string;
  #place: SourceCursor;

  constructor(
    options: PullerOptions,
    { patience, tiers }: { readonly patience: Patience; readonly tiers: Tiers },
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#patience = patience;
    this.#tiers = tiers;
    this.#signal = signal;
    this.#name = options.source.name;
    this.#place = firstPlace(this.#name, { ...this.#limits(), initialMs: options.initialMs });
  }

  async *run(): AsyncGenerator<Batch> {
    const { source, clock } = this.#options;
    const stored = await this.#options.readCursor();
    // Fixed at once, so that the first pull's beginning does not wander while a log is closed to us.
    if (stored === null) yield this.#batch({ cursor: this.#place });
    else this.#place = stored;
    const depth = planDepth({
      source,
      floorMs: this.#options.overlapMs,
      lateness: await this.#options.readLateness(),
      soundedAt: this.#place.soundedAt ?? null,
      now: clock.now(),
    });
    try {
      await source.prepare(this.#signal);
      yield* this.#live(depth, stored === null);
      yield* this.#backfill(depth);
      if (depth.soundingMs !== null) yield* this.#sound(depth.overlapMs, depth.soundingMs);
    } catch (error) {
      const gaps = this.#closedGaps(error);
      if (gaps.length === 0) throw error;
      this.#options.log.warn({ source: this.#name, reason: gaps[0]?.reason }, gaps[0]?.detail ?? '');
      yield this.#batch({ gaps });
    }
  }

  /** From the cursor to now. */
  async *#live(depth: Depth, isFirst: boolean): AsyncGenerator<Batch> {
    const { now, lookBackMs, maxWindowMs } = this.#limits();
    const { coveredTo } = this.#place;
    const nowMs = toMs(now);
    const tier = isFirst ? null : this.#tiers.plan(depth.overlapMs, toMs(coveredTo), nowMs);
    const overlapMs = tier?.depthMs ?? 0;
    const plan = planWindows({ coveredTo, now, lookBackMs, maxWindowMs, overlapMs });
    const isTimely = !isFirst && toMs(now) - toMs(coveredTo) <= TIMELY_MS;
    let { lost, coveredTo: begin } = plan;
    for (const [index, window] of plan.windows.entries()) {
      const isLast = index === plan.windows.length - 1;
      const from = lost === null ? begin : laterOf(lost.to, begin);
      const place = this.#livePlace(laterOf(window.to, begin), depth);
      const before = lost === null ? [] : [this.#lostGap(lost)];
      yield* this.#window(window, { from, place, before, isCatchUp: !isLast, isTimely, canSkip: !isLast });
      lost = null;
      begin = place.coveredTo;
    }
    if (tier !== null) this.#tiers.noteRead(tier, nowMs);
  }

  /** What is older than the first pull's beginning, from its end backwards. */
  async *#backfill(depth: Depth): AsyncGenerator<Batch> {
    let liveAtMs = this.#options.clock.nowMs();
    while (this.#place.backfill !== undefined && !this.#signal.aborted) {
      const { window, lost, rest } = nextBackfill(this.#place.backfill, this.#limits());
      const { backfill: _done, ...without } = this.#place;
      const place = rest === null ? without : { ...without, backfill: rest };
      const before = lost === null ? [] : [this.#lostGap(lost)];
      if (window === null) yield this.#batch({ gaps: before, cursor: place });
      else {
        const from = window.from;
        const step = { from, place, before, isCatchUp: true, isTimely: false, canSkip: true, isPast: true };
        yield* this.#window(window, step);
      }
      if (this.#options.clock.nowMs() - liveAtMs < LIVE_EVERY_MS) continue;
      yield* this.#live(depth, false);
      liveAtMs = this.#options.clock.nowMs();
    }
  }

  /** Looks once for records that come later than the overlap reaches. Failing, it waits for its next time. */
  async *#sound(overlapMs: number, depthMs: number): AsyncGenerator<Batch> {
    const { now, lookBackMs, maxWindowMs } = this.#limits();
    const place = { ...this.#place, soundedAt: now };
    yield this.#batch({ cursor: place });
    const coveredTo = shift(place.coveredTo, -overlapMs);
    const plan = planWindows({
      coveredTo,
      now: coveredTo,
      lookBackMs: lookBackMs - overlapMs,
      maxWindowMs,
      overlapMs: depthMs - overlapMs,
    });
    const seen = { place, before: [], isCatchUp: false, isTimely: true, canSkip: false };
    for (const window of [...plan.windows].reverse())
      yield* this.#window(window, { ...seen, from: window.to });
  }

  async *#window(
    window: Window,
    step: {
      /** Where the ledger goes on: what lies before in the window was stated already. */
      readonly from: Instant;
      readonly place: SourceCursor;
      readonly before: readonly NamedGap[];
      readonly isCatchUp: boolean;
      readonly isTimely: boolean;
      readonly canSkip: boolean;
      readonly isPast?: boolean;
    },
  ): AsyncGenerator<Batch> {
    const { isCatchUp, isTimely } = step;
    const before = step.before.map((gap) => gapEntry(this.#name, gap));
    const items = this.#options.source.read(window, this.#signal, step.isPast);
    const reading = readWindow(items, this.#options.maxBatch ?? MAX_BATCH);
    try {
      let next = await reading.next();
      for (; next.done !== true; next = await reading.next()) {
        yield { ...this.#batch({}), ...next.value, isCatchUp, isTimely };
      }
      const { rest, gaps, count } = next.value;
      const stated = stateCoverage(this.#name, window, step.from, gaps, count);
      const whole = this.#batch({ cursor: step.place });
      yield { ...whole, ...rest, isCatchUp, isTimely, coverage: [...before, ...stated] };
    } catch (error) {
      const gap = step.canSkip ? this.#patience.afterFailure(window, outsideOnly(error)) : null;
      if (gap === null) throw error;
      this.#options.log.error({ source: this.#name, reason: gap.reason, ...window }, gap.detail);
      // Named whole, the overlap too: what came late there was not seen.
      yield this.#batch({ gaps: [...step.before, gap], cursor: step.place });
    }
  }

  #livePlace(coveredTo: Instant, { latenessMs }: Depth): SourceCursor {
    return { ...this.#place, coveredTo, completeTo: shift(coveredTo, -latenessMs) };
  }

  #limits() {
    const { source, clock } = this.#options;
    return { now: clock.now(), lookBackMs: source.lookBackMs, maxWindowMs: source.maxWindowMs };
  }

  /** What can be read no more, because nobody read it in time. */
  #lostGap(lost: Window): NamedGap {
    const reason = this.#options.source.timeBasis === 'event' ? 'retention-passed' : 'expired-content';
    return { ...lost, reason, detail: 'the provider had dropped it before it was read' };
  }

  /** All that is unread in a log that stays closed; empty for a failure that may pass by itself. */
  #closedGaps(error: unknown): readonly NamedGap[] {
    if (!(error instanceof OutsideError) || error.gap === null || error.isRetryable) return [];
    const { backfill, coveredTo } = this.#place;
    const live = { from: coveredTo, to: this.#options.clock.now() };
    const unread = backfill === undefined ? [live] : [backfill, live];
    const { gap: reason, message: detail } = error;
    return unread.map((window) => ({ ...window, reason, detail }));
  }

  /** A batch without records; it moves the source when it has a cursor. */
  #batch(news: { readonly gaps?: readonly NamedGap[]; readonly cursor?: SourceCursor }): Batch {
    if (news.cursor !== undefined) this.#place = news.cursor;
    const coverage = (news.gaps ?? []).map((gap) => gapEntry(this.#name, gap));
    const cursor = news.cursor ?? null;
    return { source: this.#name, records: [], rejected: [], isCatchUp: false, coverage, cursor };
  }
}
