import type { Sink } from './alert.js';

/** A sink that can be looked at without sending an alert. */
export interface ReachableSink extends Sink {
  /** What was seen of the receiver, in a few words. Throws `OutsideError` when it cannot be reached. */
  reach(signal: AbortSignal): Promise<string>;
}
