import type { Instant } from '../model/time.js';
import type { VolumeJudgement, VolumeState } from './judge-volume.js';

/** `unread`: the log could not be read for an hour. The others are of `judgeVolume`. */
export type AlarmKind = 'unread' | Extract<VolumeState, 'silence' | 'collapse' | 'flood'>;

/** An alarm that was told and has not ended. */
export interface OpenAlarm {
  readonly kind: AlarmKind;
  /** Begin of the stretch that raised it. With source and kind, its name. */
  readonly from: Instant;
}

/** How a log is now. */
export type SourceHealth =
  | { readonly state: 'unread'; readonly from: Instant; readonly to: Instant }
  | VolumeJudgement;

export interface AlarmNews {
  readonly alarm: OpenAlarm;
  readonly phase: 'begin' | 'end';
}

export interface AlarmDecision {
  readonly open: OpenAlarm | null;
  /** What people have to be told, in this order; mostly nothing. */
  readonly news: readonly AlarmNews[];
}

/**
 * Told once when it begins and once when it ends. What cannot be judged now neither begins nor ends anything, but that a
 * log is read again, or brings anything after silence.
 */
export function decideAlarm(open: OpenAlarm | null, health: SourceHealth): AlarmDecision {
  const kind = kindOf(health);
  if (kind === open?.kind) return { open, news: [] };
  const ended: readonly AlarmNews[] = open === null ? [] : [{ alarm: open, phase: 'end' }];
  if (kind === 'well' || (kind === 'unknown' && open?.kind === 'unread')) return { open: null, news: ended };
  if (kind === 'unknown') return hasEnded(open, health) ? { open: null, news: ended } : { open, news: [] };
  // Silence and collapse are one thing, getting better or worse.
  if (open !== null && isLack(open.kind) && isLack(kind)) return { open, news: [] };
  const alarm: OpenAlarm = { kind, from: health.from };
  return { open: alarm, news: [...ended, { alarm, phase: 'begin' }] };
}

function kindOf({ state }: SourceHealth): AlarmKind | 'well' | 'unknown' {
  if (state === 'normal') return 'well';
  return state === 'learning' || state === 'quiet' ? 'unknown' : state;
}

/** Whatever is usual: where something comes, it is not silent. */
function hasEnded(open: OpenAlarm | null, health: SourceHealth): boolean {
  return open?.kind === 'silence' && health.state !== 'unread' && health.records > 0;
}

function isLack(kind: AlarmKind): boolean {
  return kind === 'silence' || kind === 'collapse';
}
