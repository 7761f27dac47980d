import type { Alert } from './alert.js';

/** The circumstances of one sending. */
export interface Telling {
  /** 0 for news; else the how-manieth reminder of an alert that nobody has acknowledged. */
  readonly reminder: number;
  /** Older alerts about the same thing that this message stands for too, the oldest first. */
  readonly earlier: readonly Alert[];
  /** An earlier sending was broken off and may have arrived. */
  readonly mayBeRepeat: boolean;
}

/** An alert that is sent for itself, for the first time. */
export const PLAIN_TELLING: Telling = { reminder: 0, earlier: [], mayBeRepeat: false };
