import type { Principal } from './access-event.js';
import type { CoverageStatement } from './incident.js';
import type { MailboxRest } from './mailbox-survey.js';
import type { Instant } from './time.js';

export const DATA_CLASSES = [
  'name',
  'postal-address',
  'phone',
  'customer-email',
  'account-number',
  'plan',
  'billing',
  'device-id',
  'pin',
  'ssn',
  'ssn-last4',
  'driver-licence',
  'government-id',
  'card',
  'bank-account',
  'date-of-birth',
  'credential',
  'health',
  'legal-order',
] as const;

export type DataClass = (typeof DATA_CLASSES)[number];

/** `account`: account information only; `sensitive`: SSN, financial account or government id. Sensitive wins per customer. */
export type NoticeGroup = 'account' | 'sensitive';

/** Strongest first: what shows that a message was reached. */
export type Proof = 'opened' | 'synced' | 'cannot-exclude' | 'left' | 'searched' | 'present';

export type Confidence = 65 | 75 | 85;

export interface ReachedItem {
  /** RFC 5322 Message-ID. */
  readonly message: string;
  readonly folder: string | null;
  readonly proof: Proof;
  /** First time it was reached. */
  readonly at: Instant;
  readonly classes: readonly DataClass[];
}

/** One identifying value of a customer as a keyed hash, so that two mailboxes can tell that they speak of one person. */
export interface CustomerIdentifier {
  readonly class: DataClass;
  readonly key: string;
}

/**
 * What the company's index knows of a customer: found by account number or SSN (`strong`), by two values that lead to one
 * reference (`two`), by one that does so almost surely (`one`); a value is known, but too little to name anybody (`weak`);
 * no value is known (`none`).
 */
export type IndexEvidence = 'strong' | 'two' | 'one' | 'weak' | 'none';

export interface ExposedCustomer {
  /** Keyed hash of the customer's strongest identifier; plain values never. */
  readonly key: string;
  /** All of them, the strongest first. */
  readonly identifiers: readonly CustomerIdentifier[];
  /** The company's own reference, where the customer index knows it. */
  readonly reference: string | null;
  readonly group: NoticeGroup;
  readonly classes: readonly DataClass[];
  readonly proof: Proof;
  readonly messages: number;
  readonly firstAccess: Instant;
  readonly lastAccess: Instant;
  readonly confidence: Confidence;
  /** All that identifies this customer was read off pictures: a digit may be another, and the customer too. Missing else. */
  readonly isRecognised?: true;
  /** Only where an index was asked. */
  readonly match?: {
    readonly evidence: IndexEvidence;
    /** References that can be meant; each of several stands as a customer of its own. 0 for a person who is not in the index. */
    readonly candidates: number;
  };
}

/** How the company's index of customers was used. */
export interface IndexUse {
  /** Null where it could not be used; then `reason` says why. */
  readonly version: string | null;
  readonly reason: string | null;
  /** References found, those of `ambiguous` among them. */
  readonly matched: number;
  /** References of which only one of several can be meant. */
  readonly ambiguous: number;
  /** Persons with customer data who are not in the index: for people to look into. */
  readonly unmatched: number;
  /** Values that it was asked for. */
  readonly lookUps: number;
}

/** Something that could not be looked into, which is never "nothing found". */
export interface UnreadPart {
  /** Message-ID, folder or attachment number, never an attachment's name. */
  readonly part: string;
  readonly reason: string;
}

/** What the intruder reached in one mailbox, what was in it, whose it was. */
export interface Exposure {
  readonly incident: string;
  readonly mailbox: Principal;
  /** Whether customer data was reached; unknown when something reached could not be read and nothing was found. */
  readonly verdict: 'yes' | 'no' | 'unknown';
  readonly reached: readonly ReachedItem[];
  readonly customers: readonly ExposedCustomer[];
  readonly groups: { readonly account: number; readonly sensitive: number };
  readonly unread: readonly UnreadPart[];
  readonly coverage: CoverageStatement;
  readonly assessedAt: Instant;
  /** Absent where no index is configured. */
  readonly index?: IndexUse;
  /** What else lies in the mailbox. Absent where it is not looked at. */
  readonly rest?: MailboxRest;
}
