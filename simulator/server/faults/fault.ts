/** Ways for a call to go wrong. */
export type Fault =
  /** 429, with and without `Retry-After`; 403 AF429 where that is the way to say it. */
  | 'throttled'
  | 'throttled-silently'
  | 'server-error'
  /** A gateway's page in HTML. */
  | 'bad-gateway'
  | 'unavailable'
  | 'gateway-timeout'
  /** No answer until the caller gives up. */
  | 'hang'
  /** The connection ends without an answer; nothing was done. */
  | 'drop'
  /** The connection ends within the body. */
  | 'drop-within'
  /** 200 and half of the JSON. */
  | 'truncated'
  | 'slow'
  /** The page token is refused. */
  | 'stale-page'
  /** The token was revoked. */
  | 'revoked-token'
  /** The act is done, the answer is lost. */
  | 'lost-answer';

/** Faults that come instead of the act; after the others the act was done. */
export function isBeforeAct(fault: Fault): boolean {
  return !['drop-within', 'truncated', 'slow', 'lost-answer'].includes(fault);
}
