import type { Principal } from './access-event.js';
import type { Coverage, GapReason } from './coverage.js';
import type { DocumentText } from './document-text.js';
import type { RawRecord, RejectedRecord } from './raw-record.js';
import type { AccountControl, GrantControl, MethodControl, RuleControl } from './response-ports.js';
import type { Instant } from './time.js';

/** The one clock. Read once per batch or job; pure rooms get the instant as an argument. */
export interface Clock {
  now(): Instant;
  nowMs(): number;
  /** Resolves after `ms`, rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Every commit and every call out of the process goes through here, so that a test can count them, fail them
 * or end the process before and after each.
 */
export interface Boundary {
  cross<T>(name: string, act: () => Promise<T>): Promise<T>;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Window {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** What a log source yields for a window. A window was read whole when the iteration ends without an error. */
export type SourceItem =
  | {
      readonly type: 'page';
      readonly records: readonly RawRecord[];
      readonly rejected: readonly RejectedRecord[];
    }
  | {
      readonly type: 'gap';
      readonly from: Instant;
      readonly to: Instant;
      readonly reason: GapReason;
      readonly detail: string;
    };

/** One log of the provider. Raises `OutsideError`. */
export interface LogSource {
  readonly name: string;
  /** The time that windows select on: when it happened, or when the provider made it available. */
  readonly timeBasis: 'event' | 'available';
  /** The provider serves no window that begins earlier than this before now. */
  readonly lookBackMs: number;
  readonly maxWindowMs: number;
  /** Everything that must be on before the first read, such as a subscription. Safe to repeat. */
  prepare(signal: AbortSignal): Promise<void>;
  /** `isPast`: nobody waits for it, so that whatever else is asked of the provider goes first. */
  read(window: Window, signal: AbortSignal, isPast?: boolean): AsyncIterable<SourceItem>;
}

/**
 * Looks one audit log's records up again, for a stretch that its live source can give no more. Slow (minutes to hours a
 * window) and scarce: for repair and back-fill only. Raises `OutsideError`; with a `retryAfterMs` when today's share of
 * searches is used up.
 */
export interface AuditSearch {
  /**
   * The window is of event time. The gap of a source that goes by availability holds events of before it: begin earlier, by
   * the source's lateness. Keys equal those of the live source. Nothing is missing when the iteration ends without an
   * error, but for the gaps among the items.
   */
  search(window: Window, signal: AbortSignal): AsyncIterable<SourceItem>;
}

/** One account of the provider's directory. */
export interface DirectoryUser {
  readonly id: string;
  readonly upn: string;
  readonly mail: string | null;
  readonly displayName: string | null;
  readonly isEnabled: boolean | null;
  /** Missing where it was not read. */
  readonly profile?: DirectoryProfile;
  /** What its mailbox is for. Missing where nobody asked; null where there is none or it does not say. */
  readonly mailboxKind?: MailboxKind | null;
  /** Display names of the directory roles that it holds, itself or through a group, sorted. Missing where they could not be read. */
  readonly roles?: readonly string[];
  /** Roles that it may take on for some hours, sorted. Missing where they could not be read. */
  readonly eligibleRoles?: readonly string[];
  /** When the manager and the mailbox were last asked for: a listing tells neither. */
  readonly detailsAt?: Instant;
  /** No longer in the directory; kept because events speak of it. */
  readonly isGone?: true;
}

/** What the directory knows of an account beside its names. Null: the directory does not say. */
export interface DirectoryProfile {
  readonly isGuest: boolean | null;
  /** Ruled by another directory, on the premises: what is changed here is changed back from there. */
  readonly isSynced: boolean | null;
  readonly department: string | null;
  readonly jobTitle: string | null;
  /** Immutable id. */
  readonly managerId: string | null;
  /** Licensed for a mailbox of its own; a shared mailbox is none that needs a licence. */
  readonly hasMailboxLicence: boolean | null;
  /** Licensed for the full logs of the directory, sign-ins among them. */
  readonly hasLogLicence: boolean | null;
}

export type MailboxKind = 'user' | 'shared' | 'room' | 'equipment' | 'other';

/** What mailboxes are used for. Raises `OutsideError`. */
export interface MailboxKinds {
  /** Null when the account has no mailbox or the provider does not say. */
  kindOf(userId: string, signal: AbortSignal): Promise<MailboxKind | null>;
}

export interface Directory {
  users(signal: AbortSignal): AsyncIterable<DirectoryUser>;
  /** By immutable id or UPN; null when there is none. */
  user(idOrUpn: string, signal: AbortSignal): Promise<DirectoryUser | null>;
  /** Ids of the accounts that hold a directory role, by the role's display name. */
  roleMembers(role: string, signal: AbortSignal): Promise<readonly string[]>;
}

/** From when on an account's sessions are good, as the provider tells it. */
export interface SessionsValidity {
  /** Sessions begun before this instant are void. Null when the provider does not say. */
  readonly validFrom: Instant | null;
  /** The provider's clock at its answer, to the second: by which `validFrom` is dated. Null when it does not say. */
  readonly toldAt: Instant | null;
}

/** What can be done to an account. Observe-only is another implementation, not an `if`. Raises `OutsideError`. */
export interface Containment extends RuleControl, GrantControl, MethodControl, AccountControl {
  /** Ends the account's sessions; safe to repeat. */
  revokeSessions(userId: string, signal: AbortSignal): Promise<void>;
  sessionsValidFrom(userId: string, signal: AbortSignal): Promise<SessionsValidity>;
}

export interface MessageHeader {
  /** The provider's id for reading. */
  readonly id: string;
  readonly messageId: string;
  readonly folderId: string | null;
  readonly receivedAt: Instant | null;
  readonly hasAttachments: boolean;
}

export interface MessageContent {
  readonly header: MessageHeader;
  readonly subject: string;
  readonly body: { readonly type: 'text' | 'html'; readonly content: string };
}

/** `bytes` is null when it could not be had, with the reason. */
export interface AttachmentContent {
  readonly name: string;
  readonly contentType: string | null;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array | null;
  readonly unreadReason: string | null;
}

/** A folder as the provider's log names it. */
export interface FolderReference {
  readonly id: string;
  /** From the top of the mailbox, in its language; null where the log does not say. */
  readonly path: string | null;
}

/** Reads a mailbox for the examination. Raises `OutsideError`. */
export interface MailboxReader {
  /** Every copy of a message; empty when it is gone. */
  find(mailbox: Principal, messageId: string, signal: AbortSignal): Promise<readonly MessageHeader[]>;
  listFolder(mailbox: Principal, folder: FolderReference, signal: AbortSignal): AsyncIterable<MessageHeader>;
  read(mailbox: Principal, header: MessageHeader, signal: AbortSignal): Promise<MessageContent>;
  attachments(
    mailbox: Principal,
    header: MessageHeader,
    signal: AbortSignal,
  ): AsyncIterable<AttachmentContent>;
}

/** One folder of a mailbox, whatever it is called. */
export interface MailFolder {
  readonly id: string;
  readonly kind: 'inbox' | 'recoverable' | 'other';
}

/** Goes through a whole mailbox. Raises `OutsideError`. */
export interface MailboxWalk {
  /** Every folder that can be read, hidden ones and what was deleted among them; the inbox first. */
  folders(mailbox: Principal, signal: AbortSignal): Promise<readonly MailFolder[]>;
  /**
   * The messages of a folder with their bodies, newest first, in pages of `pageSize`; only what was received in the second of
   * `before` or earlier. The provider names whole seconds and orders by parts of them.
   */
  pages(
    mailbox: Principal,
    folder: string,
    from: { readonly before: Instant | null; readonly pageSize: number },
    signal: AbortSignal,
  ): AsyncIterable<readonly MessageContent[]>;
}

/**
 * Reads the text out of a file of any kind. Never rejects: what cannot be read, for whatever cause, is a reason of the
 * answer. `name` and `contentType` only help to tell the kind.
 */
export interface DocumentReader {
  /** Whether it reads the writing in pictures; where it does not, each is a reason. */
  readonly readsPictures?: boolean;
  read(bytes: Uint8Array, name: string, contentType: string | null): Promise<DocumentText>;
}

export type IdentityName = 'reader' | 'responder' | 'examiner';

/** `monitor` takes logs in, as Sentinel's. */
export type TokenResource = 'graph' | 'management' | 'monitor';

/** Bearer tokens for a resource; the value never reaches a log. Raises `OutsideError`. */
export interface Tokens {
  token(identity: IdentityName, resource: TokenResource, signal: AbortSignal): Promise<string>;
  /** Drops what is cached for it, after the resource refused it. */
  invalidate(identity: IdentityName, resource: TokenResource): void;
}

/** What the pipeline takes at once. */
export interface Batch {
  readonly source: string;
  readonly records: readonly RawRecord[];
  readonly rejected: readonly RejectedRecord[];
  /** While catching up, accounts are only marked; they are scored when the source has caught up. */
  readonly isCatchUp: boolean;
  /** Stretches that are decided (seen, or not and why) once this batch is committed. */
  readonly coverage: readonly Coverage[];
  /** Where the source goes on after this batch, if it moves. */
  readonly cursor: SourceCursor | null;
  /** The records were read as soon as they could be, so that the time of their arrival tells how late the provider is. */
  readonly isTimely?: boolean;
}

/** Where a source stands. */
export interface SourceCursor {
  readonly source: string;
  /** Everything before this was read or named as a gap, apart from what `backfill` leaves open. */
  readonly coveredTo: Instant;
  /** What lies before it and was not read yet; it is read from its end backwards. Absent when there is nothing of that kind. */
  readonly backfill?: Window;
  /** The watermark: of what happened before this, 999 records of 1,000 are here. Absent until a first pull. */
  readonly completeTo?: Instant;
  /** When it was last looked for records that come later than most. */
  readonly soundedAt?: Instant;
}
