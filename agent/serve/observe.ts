import type { Figures, LiveFigures } from '../model/metrics.js';
import type { Clock } from '../model/ports.js';
import { judgeReadiness } from './judge-readiness.js';
import type { Observation } from './measure.js';

/** What the listener may ask of the running agent. */
export interface Probes {
  live(): LiveFigures;
  /** Rejects when the store does not answer. */
  figures(): Promise<Figures>;
  isLeaseHeld(): boolean;
}

/** Callers within this time get one answer: asking often costs the agent nothing. */
const SHARED_MS = 1_000;
/** A store that takes longer is taken for one that does not answer. */
const ANSWER_WITHIN_MS = 5_000;

/** Gives what can be seen just now. Never rejects. `staleMs`: see `judgeReadiness`. */
export function createObserver(probes: Probes, staleMs: number, clock: Clock): () => Promise<Observation> {
  let latest: { readonly at: number; readonly seen: Promise<Observation> } | null = null;
  const look = async (): Promise<Observation> => {
    const figures = await inTime(probes.figures(), clock);
    const live = probes.live();
    const now = clock.now();
    const facts = {
      isStoreOpen: figures !== null,
      isLeaseHeld: probes.isLeaseHeld(),
      sources: live.sources,
      startedAt: live.startedAt,
    };
    return { at: now, live, figures, readiness: judgeReadiness(facts, staleMs, now) };
  };
  return () => {
    const nowMs = clock.nowMs();
    if (latest === null || Math.abs(nowMs - latest.at) > SHARED_MS) latest = { at: nowMs, seen: look() };
    return latest.seen;
  };
}

async function inTime(figures: Promise<Figures>, clock: Clock): Promise<Figures | null> {
  const over = new AbortController();
  const late = clock.sleep(ANSWER_WITHIN_MS, over.signal).then(
    () => null,
    () => null,
  );
  try {
    return await Promise.race([figures.catch(() => null), late]);
  } finally {
    over.abort();
  }
}
