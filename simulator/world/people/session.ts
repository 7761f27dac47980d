import type { Network } from '../network/network.js';
import type { Client } from './client.js';

/** A sign-in session: one id from the first sign-in on, through all refreshes. */
export interface Session {
  readonly id: string;
  readonly startedMs: number;
}

/** What a successful sign-in leaves in the hands of a client: a token of a session, at a place. */
export interface Grant {
  readonly session: Session;
  readonly client: Client;
  readonly network: Network;
  readonly address: string;
  readonly requestId: string;
  readonly tokenId: string;
  readonly issuedMs: number;
}
