import type { Instant } from './time.js';

/** How an event was put into its session, strongest first. The last two are circumstantial. */
export type JoinRung = 'token' | 'session' | 'device' | 'address-and-client';

/**
 * Acts of one actor over one network that belong together. A provider's session that is used from several
 * networks is as many of these: a stolen cookie shares the owner's session id, not the owner's network.
 */
export interface Session {
  /**
   * `sid:<session id>`, `uti:<token id>`, else `ctx:<derived from actor, network prefix, client, gap of 8 h>`.
   * The parts after the first, in order of time, have `@<network>` at the end.
   */
  readonly key: string;
  /** The key without its network: equal for all parts of one provider session. */
  readonly root: string;
  /** Account key of the actor (see `principalKey`), or `app:<application id>`. */
  readonly user: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** The weakest rung that any of its events was joined by. */
  readonly rung: JoinRung;
  /** Event ids, oldest first. */
  readonly events: readonly string[];
}
