import type { AccessEvent, AccessEventKind } from '../../model/access-event.js';
import type { Finding } from '../../model/finding.js';
import type { JoinedSessions } from '../../model/join-sessions.js';
import type { Session } from '../../model/session.js';
import type { Tuning } from '../../model/tuning.js';
import type { AccountDays } from './account-days.js';
import type { ClientJudgement } from './client-judge.js';
import { isRented, type NetworkJudgement } from './network-judge.js';

/** An application that reads where it never did: this mailbox at all, or from this rented network. */
export interface NewApplication {
  readonly appId: string;
  /** Its first mail access in the session. */
  readonly event: AccessEvent;
  readonly historyDays: number;
  /** It read this mailbox for days, but from other networks: its vendor moved, or was broken into. */
  readonly isMoved: boolean;
}

/** One session with what was new in it when it began. */
export interface SessionView {
  readonly session: Session;
  /** Oldest first. */
  readonly events: readonly AccessEvent[];
  /** Sign-ins that succeeded. */
  readonly signIns: readonly AccessEvent[];
  /** Reads and whole-folder syncs. */
  readonly mail: readonly AccessEvent[];
  /** The account itself acted, not a delegate, an administrator or an application on its own. */
  readonly isOwn: boolean;
  /** A contained or confirmed case holds it to be an intruder's: it is judged, and nothing is learned from it. */
  readonly isDisowned: boolean;
  readonly network: NetworkJudgement | null;
  readonly client: ClientJudgement | null;
  readonly newApplication: NewApplication | null;
  /** A delegate: whether this actor had read the mailbox before, and on how many days it was looked at. */
  readonly isNewActor: boolean;
  readonly historyDays: number;
}

/** One account's whole timeline, read once for all behaviours. */
export interface AccountView {
  readonly subject: string;
  /** Oldest first. */
  readonly events: readonly AccessEvent[];
  /** Oldest first. */
  readonly sessions: readonly SessionView[];
  readonly joined: JoinedSessions;
  readonly days: AccountDays;
  /** Mailboxes that belong to nobody, as the directory says (see `AccountContext`). */
  readonly sharedMailboxes: ReadonlySet<string>;
  readonly tuning: Tuning;
}

/** A behaviour: what it has to say of an account. Pure. */
export type Behaviour = (account: AccountView) => readonly Finding[];

export function isMailAccess(event: AccessEvent): boolean {
  return event.kind === 'mail-read' || event.kind === 'mail-sync';
}

const CHANGES = new Set<AccessEventKind>([
  'inbox-rule',
  'mailbox-forwarding',
  'mailbox-permission',
  'authentication-method',
  'device-registration',
  'consent',
]);

/** Changes that keep a door open after the session has ended. */
export function isLastingChange(event: AccessEvent): boolean {
  return CHANGES.has(event.kind) && event.outcome !== 'failure';
}

export function hasNewNetwork(view: SessionView): boolean {
  return view.network !== null && !view.network.isKnown;
}

/** A new company device is no stranger: nobody enrols one without the company. */
export function hasNewClient(view: SessionView): boolean {
  return view.client !== null && !view.client.isKnown && view.client.novelty !== 'managed-device';
}

export function hasRentedNetwork(view: SessionView): boolean {
  return view.network !== null && !view.network.isKnown && isRented(view.network);
}

/** New in network and in client (or in the application that acts): what an intruder looks like. */
export function isStranger(view: SessionView): boolean {
  return hasNewNetwork(view) && (hasNewClient(view) || view.newApplication !== null);
}
