import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../model/time.js';

/** A number of a behaviour that its file may set, and the bounds within which it means something. */
export interface BehaviourParameter {
  /** `count`: a whole number; `share`: a part of something, or a multiple; `span`: a time, in milliseconds here and as `90m` in a file. */
  readonly kind: 'count' | 'share' | 'span';
  /** What holds where no file says otherwise. */
  readonly standard: number;
  readonly min: number;
  readonly max: number;
  /** What it decides, for people. */
  readonly meaning: string;
}

/** The value of a parameter as a file writes it: `4`, `0.8`, `90m`. */
export function writeParameter(kind: BehaviourParameter['kind'], value: number): string {
  if (kind !== 'span') return String(value);
  const { count, unit } = inWholeUnits(value);
  return `${count}${unit.charAt(0)}`;
}

const SECOND = { unit: 'second', sizeMs: SECOND_MS } as const;
const UNITS = [
  { unit: 'day', sizeMs: DAY_MS },
  { unit: 'hour', sizeMs: HOUR_MS },
  { unit: 'minute', sizeMs: MINUTE_MS },
] as const;

/** A span of time in the largest unit of which it is a whole number. */
export function inWholeUnits(ms: number): { readonly count: number; readonly unit: string } {
  const { unit, sizeMs } = UNITS.find((one) => ms % one.sizeMs === 0) ?? SECOND;
  return { count: Math.round(ms / sizeMs), unit };
}
