import type { App } from '../data/apps.js';
import type { Network } from '../network/network.js';
import type { Client } from '../people/client.js';
import type { Session } from '../people/session.js';

/** How the second factor was met. */
export type Mfa = 'none' | 'fresh' | 'previous';

/** Who signs in, as the log names them. */
export interface SignInUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly userType: 'Member' | 'Guest';
  readonly index: number;
}

/** One sign-in, before it is written down. */
export interface SignInAct {
  readonly user: SignInUser;
  readonly client: Client;
  readonly session: Session;
  readonly network: Network;
  readonly address: string;
  readonly atMs: number;
  readonly day: number;
  readonly isInteractive: boolean;
  readonly mfa: Mfa;
  /** 0 for success. */
  readonly errorCode: number;
  /** Where it differs from the client's own. */
  readonly app?: App;
  readonly resource?: App;
  /** Shared by the requests of one attempt: an interrupt and what follows it. */
  readonly correlationId?: string;
  readonly originalRequestId?: string;
  readonly protocol?: 'oAuth2' | 'deviceCode' | 'none';
}
