import { COMPLETE_SHARE, type LatenessHistogram, latenessOfShare } from '../model/lateness.js';
import type { LogSource } from '../model/ports.js';
import { DAY_MS, HOUR_MS, type Instant, toMs } from '../model/time.js';

export interface DepthInput {
  readonly source: Pick<LogSource, 'timeBasis' | 'lookBackMs'>;
  /** The configured overlap: never less is read again. */
  readonly floorMs: number;
  readonly lateness: LatenessHistogram;
  readonly soundedAt: Instant | null;
  readonly now: Instant;
}

export interface Depth {
  /** How far behind the cursor a pull begins. */
  readonly overlapMs: number;
  /** How late nearly all records are at most; the configured overlap until enough were measured. */
  readonly latenessMs: number;
  /** How far back it is looked for even later records, beyond the overlap; null when it is not the time for it. */
  readonly soundingMs: number | null;
}

const DEEPEST_MS = DAY_MS;
const SOUND_EVERY_MS = 6 * HOUR_MS;

/**
 * How far back a pull reads. A log that is asked by the time of the event has to be asked again for as long as records
 * come late; measuring alone would never see what comes later than it reads, so at times it is sounded far deeper. A log
 * that is asked by the time at which a record became available brings late records by itself.
 */
export function planDepth({ source, floorMs, lateness, soundedAt, now }: DepthInput): Depth {
  const measured = latenessOfShare(lateness, COMPLETE_SHARE);
  const latenessMs = measured ?? floorMs;
  if (source.timeBasis === 'available') return { overlapMs: floorMs, latenessMs, soundingMs: null };
  const deepest = Math.min(source.lookBackMs, Math.max(DEEPEST_MS, 2 * floorMs));
  const overlapMs = Math.max(floorMs, Math.min(latenessMs, deepest));
  const isDue = soundedAt === null || toMs(now) - toMs(soundedAt) >= SOUND_EVERY_MS;
  return { overlapMs, latenessMs, soundingMs: isDue && deepest > overlapMs ? deepest : null };
}
