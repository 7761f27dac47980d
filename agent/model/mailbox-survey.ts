import type { Principal } from './access-event.js';
import type { DataClass, ExposedCustomer, Proof, UnreadPart } from './exposure.js';
import type { HeldData } from './held-data.js';
import type { DirectoryUser } from './ports.js';
import type { Instant } from './time.js';

/**
 * How far a look at a whole mailbox has come. `sampled`: as many messages of each folder as were asked for; `closed`: it
 * cannot be looked at, `reason` says why.
 */
export type SurveyStatus = 'waiting' | 'under-way' | 'complete' | 'sampled' | 'closed';

/** Up to where a folder was read: its messages are taken newest first. */
export interface SurveyPlace {
  /** Null while no message had a time of arrival. */
  readonly receivedAt: Instant | null;
  /** The provider's ids of those of this very time that were read. */
  readonly items: readonly string[];
}

/** One folder of a mailbox. Its name is people's words and stays in the mailbox. */
export interface SurveyedFolder {
  /** The provider's id. */
  readonly id: string;
  /** `recoverable`: what was deleted and can still be got back. */
  readonly kind: 'inbox' | 'recoverable' | 'other';
  readonly status: 'waiting' | 'done' | 'closed';
  /** Why it is closed. */
  readonly reason: string | null;
  /** Messages read so far. */
  readonly read: number;
  /** Null before the first message. */
  readonly place: SurveyPlace | null;
  /** Messages that are asked for at once; lowered where the provider fails to serve as many. */
  readonly pageSize: number;
  /** How often in a row the next page failed. */
  readonly failures: number;
}

/** Distinct customers by notice group. */
export interface CustomerCounts {
  readonly account: number;
  readonly sensitive: number;
}

/** When we read in a mailbox, in stretches of two minutes: each is one record in the mailbox's own log. */
export interface ReadPace {
  readonly since: Instant;
  readonly stretches: number;
  /** End of the latest one. */
  readonly until: Instant;
}

/** What a whole mailbox holds, as far as it was looked at. What it means for an incident is told elsewhere, see `MailboxRest`. */
export interface MailboxSurvey {
  /** Key of the account, see `principalKey`. */
  readonly subject: string;
  readonly mailbox: Principal;
  /** Which look this is; another one begins anew. */
  readonly pass: string;
  /** Messages of a folder that are read at most; null for all. */
  readonly sample: number | null;
  readonly status: SurveyStatus;
  /** Why it is closed; null else. */
  readonly reason: string | null;
  readonly folders: readonly SurveyedFolder[];
  /** Messages with customer data, and those of which something could not be read; each copy counts. */
  readonly withData: number;
  readonly withUnread: number;
  /** Messages with customer data by class. */
  readonly classes: Readonly<Partial<Record<DataClass, number>>>;
  /** Null until it has ended. Each message is judged by itself; one person in several is counted once. */
  readonly customers: CustomerCounts | null;
  readonly pace: ReadPace | null;
  /** What earlier looks found, see `heldDataOf`; null or missing where none ended. */
  readonly before?: HeldData | null;
  readonly askedAt: Instant;
  readonly updatedAt: Instant;
}

/** A mailbox that is to be looked at as a whole: its account, which look it is and how many messages of each folder. */
export type SurveyDemand = Pick<MailboxSurvey, 'subject' | 'mailbox' | 'pass' | 'sample'>;

/**
 * A survey that has not begun. `pace` is what we have read in this mailbox before, which its log does not forget; `before` what earlier
 * looks found.
 */
export function newSurvey(
  demand: SurveyDemand,
  now: Instant,
  { pace = null, before = null }: Pick<Partial<MailboxSurvey>, 'pace' | 'before'> = {},
): MailboxSurvey {
  return {
    ...demand,
    status: 'waiting',
    reason: null,
    folders: [],
    withData: 0,
    withUnread: 0,
    classes: {},
    customers: null,
    pace,
    before,
    askedAt: now,
    updatedAt: now,
  };
}

/** A customer as one message shows one; plain values never. */
export type SurveyedCustomer = Omit<ExposedCustomer, 'proof' | 'messages' | 'firstAccess' | 'lastAccess'>;

/** A message that holds customer data, or that could not be read whole. Of all others only the number is kept. */
export interface SurveyedMessage {
  /** The provider's id: each copy has its own. */
  readonly item: string;
  /** Message-ID; a draft without one is named by the provider's id. */
  readonly message: string;
  readonly folder: string;
  readonly receivedAt: Instant | null;
  readonly classes: readonly DataClass[];
  readonly customers: readonly SurveyedCustomer[];
  readonly unread: readonly UnreadPart[];
}

/** What the log leaves open about mail that it does not name. */
export type RestProof = Extract<Proof, 'cannot-exclude' | 'searched' | 'present'>;

/** A message of the rest that holds customer data. */
export interface RestMessage extends Omit<SurveyedMessage, 'item' | 'unread'> {
  readonly proof: RestProof;
}

/** The messages of one proof that hold customer data. */
export interface RestOfProof {
  readonly proof: RestProof;
  /** By Message-ID, each once. */
  readonly messages: number;
  readonly classes: Readonly<Partial<Record<DataClass, number>>>;
  /** Distinct customers; somebody who stands in messages of several proofs counts for each. */
  readonly customers: CustomerCounts;
}

/**
 * The rest of a mailbox: what the log does not name as reached. It changes neither the verdict nor the customers of the
 * exposure that it belongs to.
 */
export interface MailboxRest {
  readonly status: SurveyStatus;
  readonly reason: string | null;
  /** Messages read, those that were reached among them; 0 while it is not known. */
  readonly read: number;
  /** Messages and folders of which something could not be read. */
  readonly unread: number;
  /** Strongest first; one entry each. */
  readonly proofs: readonly RestOfProof[];
}

/** Whether nothing more will come of a survey. */
export function isSurveyEnded({ status }: Pick<MailboxSurvey, 'status'>): boolean {
  return status !== 'waiting' && status !== 'under-way';
}

/** Whether all that can lie in the mailbox was read, without a part left over: only then "nothing found" says that nothing is there. */
export function isWholeSurvey({
  status,
  withUnread,
  folders,
}: Pick<MailboxSurvey, 'status' | 'withUnread' | 'folders'>): boolean {
  return status === 'complete' && withUnread === 0 && folders.every((folder) => folder.status !== 'closed');
}

/** Why an account of the directory has no mailbox that could be looked at; null where it may have one. */
export function reasonWithoutMailbox({ isGone, profile, mailboxKind }: DirectoryUser): string | null {
  if (isGone === true) return 'the account is gone from the directory';
  if (profile?.isGuest === true) return "a guest's mailbox lies elsewhere";
  const isUnlicensed = profile?.hasMailboxLicence === false;
  if (isUnlicensed && (mailboxKind === undefined || mailboxKind === null || mailboxKind === 'user'))
    return 'the account has no licence for a mailbox';
  return null;
}
