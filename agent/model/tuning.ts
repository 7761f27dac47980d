import type { DataClass, NoticeGroup } from './exposure.js';
import type { Instant } from './time.js';

/**
 * What a network is used for, where a tuning list knows it. `provider`: the mail provider's own servers, which stand in
 * mail records for their users and say nothing of where somebody is.
 */
export type NetworkClass = 'hosting' | 'vpn' | 'relay' | 'mobile' | 'office' | 'provider';

/** A class of networks by autonomous system number or CIDR range. */
export interface NetworkList {
  readonly class: NetworkClass;
  readonly asns: readonly number[];
  /** CIDR ranges, such as `198.51.100.0/24`. */
  readonly ranges: readonly string[];
  /** The first instant at which it no longer holds; missing for a list without an end. */
  readonly endsAt?: Instant;
}

/** A journey that was announced: access from these countries in that time is no surprise. */
export interface Travel {
  /** User principal name in lower case. */
  readonly account: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countries: readonly string[];
  readonly startsAt: Instant;
  /** The first instant at which it no longer holds. */
  readonly endsAt: Instant;
}

/** Somebody who may read the mailbox of somebody else. User principal names in lower case. */
export interface DelegatePair {
  readonly mailbox: string;
  readonly delegate: string;
  /** The first instant at which it no longer holds; null for a pair without an end. */
  readonly endsAt: Instant | null;
}

export const MAILBOX_CLASSES = ['vip', 'service', 'shared'] as const;

/** What a mailbox is to the company; all others are standard. */
export type MailboxClass = (typeof MAILBOX_CLASSES)[number];

/** Thousandths of a nat. */
export interface Thresholds {
  /** Where an incident opens. */
  readonly open: number;
  /** Where containment is justified, given two independent families of evidence. */
  readonly contain: number;
}

/** Of customers by notice group, of messages by data class. */
export type HeldKind = NoticeGroup | DataClass;

/** By how much a mailbox's thresholds change that holds customers' data of one kind. Thousandths of a nat, 0 or below. */
export interface HeldDataTuning {
  /** Distinct customers of the group, or messages of the class, from which on it holds. */
  readonly least: number;
  readonly open: number;
  readonly contain: number;
}

/** What counts on one day of learning. */
export interface ColdStartDay {
  /** Points that a new network, and a new client, count at most. Thousandths. */
  readonly noveltyCap: number;
  /** Share of the points of what rests on something new. */
  readonly contextShare: number;
}

/** How an account is learned, in days on which it did something. */
export interface LearningTuning {
  /** Its days of learning, the first first: what it does on them is its habit, unless from a rented network. */
  readonly coldStart: readonly ColdStartDay[];
  /** Share of the points that something new has after them, growing to the whole at `wholeDays`. */
  readonly firstShare: number;
  readonly wholeDays: number;
  /** What a suspect session shows is known after so many days of it, */
  readonly suspectDays: number;
  /** which span so many. */
  readonly suspectSpanDays: number;
}

/** What findings of one behaviour take from its file. */
export interface BehaviourTuning {
  readonly title: string;
  /** Thousandths of a nat. Negative: it speaks for the owner. 0: it is switched off. */
  readonly points: number;
  /** ATT&CK technique ids. */
  readonly techniques: readonly string[];
  /** On trial: its findings are recorded and never count. */
  readonly isShadow: boolean;
  /** Every parameter of its type, by name: counts and shares as they are, spans of time in milliseconds. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** What a SOC tunes in `rules/tuning/` and `rules/behaviours/`. Points are thousandths of a nat. */
export interface Tuning {
  readonly thresholds: Thresholds;
  /** Those of a class of mailboxes, where they differ. */
  readonly classThresholds: Readonly<Partial<Record<MailboxClass, Thresholds>>>;
  /** For mailboxes in which customers' data was found; of several that hold the strictest counts. */
  readonly heldData: Readonly<Partial<Record<HeldKind, HeldDataTuning>>>;
  /** By user principal name in lower case. */
  readonly mailboxClasses: Readonly<Record<string, MailboxClass>>;
  /** By type; one that is not named here is as the product brings it. */
  readonly behaviours: Readonly<Record<string, BehaviourTuning>>;
  readonly learning: LearningTuning;
  readonly networks: readonly NetworkList[];
  /** Ids of applications that may read mail without being remarked: the provider's mail programs, approved add-ins. */
  readonly applications: readonly string[];
  /** By id, for approvals that end: the first instant at which it no longer holds. */
  readonly applicationEnds: Readonly<Record<string, Instant>>;
  readonly travel: readonly Travel[];
  readonly delegates: readonly DelegatePair[];
  /** An incident opened by evidence older than this is marked late. */
  readonly latenessMs: number;
}

/**
 * The thresholds of an account, by its user principal name in lower case. `known` is its class by the directory, for an
 * account that no tuning file names.
 */
export function thresholdsOf(tuning: Tuning, account: string, known: MailboxClass | null = null): Thresholds {
  const named = Object.hasOwn(tuning.mailboxClasses, account) ? tuning.mailboxClasses[account] : known;
  return (named == null ? undefined : tuning.classThresholds[named]) ?? tuning.thresholds;
}
