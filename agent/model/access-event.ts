import type { LookedUpNetwork } from './looked-up-network.js';
import type { Instant } from './time.js';

/** A person or service, named by the immutable id where the record carries it. `upn` is lower case. */
export interface Principal {
  readonly id: string | null;
  readonly upn: string | null;
}

export type AccessEventKind =
  | 'sign-in'
  | 'mail-read'
  | 'mail-sync'
  | 'mail-send'
  | 'mail-search'
  | 'mail-delete'
  | 'mail-change'
  | 'inbox-rule'
  | 'mailbox-forwarding'
  | 'mailbox-permission'
  | 'mailbox-setting'
  | 'consent'
  | 'credential-change'
  | 'authentication-method'
  | 'device-registration'
  | 'role-change'
  | 'account-change'
  | 'sessions-revoked'
  | 'policy-change'
  | 'risk'
  | 'other';

/** `interrupted`: neither success nor failure, such as "keep me signed in?" or "MFA is needed now". */
export type Outcome = 'success' | 'failure' | 'interrupted' | 'unknown';

/** `service`: the provider's own background work. */
export type ActorType = 'user' | 'delegate' | 'admin' | 'application' | 'service' | 'unknown';

export interface EventNetwork {
  readonly address: string | null;
  /** /24 or /48 of the address. */
  readonly prefix: string | null;
  readonly asn: number | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  readonly place: string | null;
  /** The tenant itself calls this network trusted. */
  readonly isTrusted: boolean;
  /** What a file of the operator adds where the record leaves out the system or the country; missing where none does. */
  readonly lookedUp?: LookedUpNetwork;
}

export interface EventClient {
  readonly appId: string | null;
  readonly appName: string | null;
  /** Browser or mail client family, lower case: `chrome`, `edge`, `outlook-desktop`, `owa`, `graph`, `ews`... */
  readonly family: string | null;
  /** Operating system family, lower case: `windows`, `macos`, `ios`, `android`, `linux`. */
  readonly os: string | null;
  readonly deviceId: string | null;
  readonly isManaged: boolean | null;
  readonly isCompliant: boolean | null;
}

export interface EventSession {
  /** The provider's session id, shared by the sign-in and the mail access that it opened. */
  readonly id: string | null;
  /** The token's id, case-sensitive, padding removed. */
  readonly tokenId: string | null;
  /** Whether the token is bound to a device. */
  readonly isBound: boolean | null;
  /** When the token says that it was issued; missing where the record does not tell. */
  readonly issuedAt?: Instant;
}

export interface EventAuthentication {
  readonly protocol: string | null;
  readonly requirement: 'single-factor' | 'multi-factor' | null;
  /** How MFA was met in this very sign-in: `fresh`, by a claim of an earlier one, or not at all. */
  readonly mfa: 'fresh' | 'previous' | 'none' | null;
  readonly errorCode: string | null;
  readonly isInteractive: boolean;
  readonly isLegacy: boolean;
}

export interface ReachedMessage {
  /** RFC 5322 Message-ID with its angle brackets. */
  readonly messageId: string;
  readonly folderId: string | null;
}

export interface EventMail {
  /** Messages named by the record (a Bind). */
  readonly messages: readonly ReachedMessage[];
  /** Folders taken as a whole (a Sync). */
  readonly folders: readonly { readonly id: string; readonly path: string | null }[];
  /** From here on the provider stopped to log reads of this mailbox for a day. */
  readonly isThrottled: boolean;
}

export interface EventRisk {
  readonly level: 'none' | 'low' | 'medium' | 'high' | 'hidden';
  readonly types: readonly string[];
}

/** One normalised act. Nothing in it is a customer's plain value: no subjects, no outside recipients, no search terms. */
export interface AccessEvent {
  /** The key of the raw record. */
  readonly id: string;
  readonly source: string;
  readonly kind: AccessEventKind;
  readonly at: Instant;
  /** The provider's own word for the act. */
  readonly operation: string;
  readonly outcome: Outcome;
  /** Who acted. */
  readonly user: Principal | null;
  /** Whose mailbox or account it was done to; equals `user` for a person's own acts. */
  readonly mailbox: Principal | null;
  readonly actorType: ActorType;
  readonly network: EventNetwork;
  readonly client: EventClient;
  readonly session: EventSession;
  readonly authentication: EventAuthentication | null;
  readonly mail: EventMail | null;
  readonly risk: EventRisk | null;
  /**
   * Small provider-neutral facts by name, for texts and rules: `forwardsOutside`, `deletesMessages`,
   * `hidesMessages`, `ruleId`, `grantedScopes`...
   */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** SHA-256 of the canonical raw record that this event was made from. */
  readonly recordHash: string;
  /** False when an outsider without any credential can cause it: failed sign-ins, MFA prompts, inbound mail. */
  readonly needsCredential: boolean;
}

/** The account that an event speaks of, as one text: the mailbox, else the user; UPN first, else `id:<id>`; null if neither. */
export function subjectOf(event: Pick<AccessEvent, 'user' | 'mailbox'>): string | null {
  return principalKey(event.mailbox) ?? principalKey(event.user);
}

/** `UPN` in lower case, else `id:<id>`; null for an empty principal. */
export function principalKey(principal: Principal | null): string | null {
  if (principal === null) return null;
  if (principal.upn !== null && principal.upn !== '') return principal.upn.toLowerCase();
  return principal.id !== null && principal.id !== '' ? `id:${principal.id.toLowerCase()}` : null;
}
