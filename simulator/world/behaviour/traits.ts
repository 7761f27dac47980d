import type { Network } from '../network/network.js';
import type { Client } from '../people/client.js';
import type { Session } from '../people/session.js';

/** What is out of the ordinary in one person's days and yet harmless. Days as the calendar counts them. */
export interface Traits {
  /** Away with the company's laptop, from the first day to the last. */
  readonly trip?: {
    readonly fromDay: number;
    readonly toDay: number;
    readonly hotel: Network;
    readonly airport: Network;
  };
  /** Works on a desktop of the company's that stands elsewhere, every day. */
  readonly cloudDesktop?: Network;
  /** A new phone that fetches the mail once more. */
  readonly newPhone?: { readonly day: number; readonly client: Client; readonly session: Session };
  /** A new company computer. */
  readonly newComputer?: {
    readonly day: number;
    readonly web: Client;
    readonly desktop: Client;
    readonly session: Session;
  };
  /** Switches a consumer VPN on in the middle of the day, within a running session. */
  readonly consumerVpn?: { readonly day: number; readonly network: Network };
  /** Moved house: another provider from this day on. */
  readonly newHome?: { readonly day: number; readonly network: Network };
  /** On leave for the week before this day. */
  readonly backOn?: number;
  /** Reads a great deal in one go. */
  readonly readsMuch?: { readonly day: number; readonly count: number };
  /** Nobody has seen them for a long time before this day. */
  readonly returnsOn?: number;
}
