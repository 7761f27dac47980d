import type { HeldData } from './held-data.js';
import type { Incident } from './incident.js';
import type { MailboxKind } from './ports.js';
import type { MailboxClass } from './tuning.js';

/** What is known of an account beside its own timeline, and changes how that timeline is read. */
export interface AccountContext {
  /** By what the directory says that its mailbox is for; null where it does not say, or for a person's. */
  readonly mailboxClass: MailboxClass | null;
  /** Keys (see `principalKey`) of mailboxes in its timeline that are a team's, a room's or a device's, as the directory says. */
  readonly sharedMailboxes: readonly string[];
  /** Sessions that are not the owner's: nothing is learned from them, as if they had never been. */
  readonly disowned: readonly DisownedSession[];
  /** What looks through its mailbox found of customers' data; null or missing where none has ended. */
  readonly held?: HeldData | null;
}

/** One session (see `Session.key`) that a case holds to be an intruder's, and the id of that case. */
export interface DisownedSession {
  readonly session: string;
  readonly incident: string;
}

/**
 * Whose sessions are out of the baseline: those of cases that were contained, until a person closes them as something else,
 * and of cases that a person confirmed.
 */
export function disownedSessions(incidents: readonly Incident[]): readonly DisownedSession[] {
  return incidents
    .filter(isIntrusion)
    .flatMap(({ id, sessions }) => sessions.map((session) => ({ session, incident: id })));
}

function isIntrusion({ status, closure }: Incident): boolean {
  return status === 'contained' || (status === 'closed' && closure?.verdict === 'true-positive');
}

/** The class of a mailbox by what the directory says that it is for; null for a person's. */
export function classOfKind(kind: MailboxKind | null | undefined): MailboxClass | null {
  if (kind === 'shared') return 'shared';
  return kind === 'room' || kind === 'equipment' || kind === 'other' ? 'service' : null;
}
