import type { Instant } from './time.js';

/** How an event was put into its session, strongest first. The last two are circumstantial. */
export type JoinRung = 'token' | 'session' | 'device' | 'address-and-client';

/** Acts of one user that belong together. */
export interface Session {
  /** `sid:<session id>`, `uti:<token id>`, else `ctx:<derived from user, network prefix, client, gap of 8 h>`. */
  readonly key: string;
  readonly user: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly rung: JoinRung;
  /** Event ids, oldest first. */
  readonly events: readonly string[];
}
