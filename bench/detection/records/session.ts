/** A session and its newest token. */
export interface Session {
  readonly id: string;
  readonly tokenId: string;
  readonly tokenAtMs: number;
  readonly correlationId: string;
}
