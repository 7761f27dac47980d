import type { SourceReading } from '../model/metrics.js';
import { type Instant, toMs } from '../model/time.js';

/** One part of readiness. `detail` names no person. */
export interface ReadinessCheck {
  readonly name: 'store' | 'lease' | `source:${string}`;
  readonly isOk: boolean;
  readonly detail: string;
}

/** What readiness is judged by. */
export interface ReadinessFacts {
  /** The store answered a read. */
  readonly isStoreOpen: boolean;
  readonly isLeaseHeld: boolean;
  readonly sources: readonly SourceReading[];
  /** Since when it could have read. */
  readonly startedAt: Instant;
}

/**
 * Ready: the store answers, this process is its one writer, and every log was read to the end of a window within `staleMs`. A
 * log that is closed until a person opens it holds nothing up: it is a named gap, `doctor` and the metrics tell of it.
 */
export function judgeReadiness(
  facts: ReadinessFacts,
  staleMs: number,
  now: Instant,
): readonly ReadinessCheck[] {
  return [
    {
      name: 'store',
      isOk: facts.isStoreOpen,
      detail: facts.isStoreOpen ? 'answers' : 'does not answer',
    },
    {
      name: 'lease',
      isOk: facts.isLeaseHeld,
      detail: facts.isLeaseHeld ? 'held' : 'another process may write',
    },
    ...facts.sources.map((reading) => judgeSource(reading, facts.startedAt, staleMs, now)),
  ];
}

function judgeSource(
  { source, lastReadAt, closedFor }: SourceReading,
  startedAt: Instant,
  staleMs: number,
  now: Instant,
): ReadinessCheck {
  const name = `source:${source}` as const;
  if (closedFor !== null) return { name, isOk: true, detail: `closed to us: ${closedFor}` };
  if (lastReadAt === null) {
    const sinceMs = toMs(now) - toMs(startedAt);
    return { name, isOk: false, detail: `not read yet, ${seconds(sinceMs)} after the start` };
  }
  const ageMs = toMs(now) - toMs(lastReadAt);
  return { name, isOk: ageMs <= staleMs, detail: `read ${seconds(ageMs)} ago` };
}

function seconds(ms: number): string {
  return `${Math.max(0, Math.round(ms / 1000))} s`;
}
