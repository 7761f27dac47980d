/** Where health and metrics are given, and when a log counts as read too long ago. */
export interface ServeSettings {
  /** An address of this machine. */
  readonly address: string;
  /** 0: any that is free. */
  readonly port: number;
  /** A log that was last read longer ago makes the agent not ready. */
  readonly staleMs: number;
}
