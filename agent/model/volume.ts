import type { Instant } from './time.js';

/** Records of one log that happened in one hour. */
export interface HourVolume {
  /** Begin of the hour. */
  readonly hour: Instant;
  readonly records: number;
}

/** What one batch adds to the counts of a log: only records that were not stored before. */
export interface Arrivals {
  readonly source: string;
  readonly receivedAt: Instant;
  readonly hours: readonly HourVolume[];
  /** By bucket of `latenessBucket`; empty where the time of arrival says nothing about the provider. */
  readonly lateness: ReadonlyMap<number, number>;
}
