import { type Principal, principalKey } from '../../model/access-event.js';
import type { DataClass } from '../../model/exposure.js';
import {
  type CustomerCounts,
  isSurveyEnded,
  isWholeSurvey,
  type MailboxSurvey,
  reasonWithoutMailbox,
  type SurveyStatus,
} from '../../model/mailbox-survey.js';
import type { DirectoryUser } from '../../model/ports.js';
import type { Instant } from '../../model/time.js';

/** What is known of one mailbox: figures only. */
export interface InventoryEntry {
  readonly mailbox: Principal;
  readonly state: SurveyStatus | 'not-looked-at';
  /** Why it was not looked at, or not to the end; null where it was. */
  readonly reason: string | null;
  /** Whether it holds customer data. `no` only when all that can be read was, without a part left over. */
  readonly verdict: 'yes' | 'no' | 'unknown';
  /** Of its latest step; null where it was not looked at. */
  readonly lookedAt: Instant | null;
  /** Messages of each folder that were asked for; null for all. */
  readonly sample: number | null;
  /** Copies of a message count each. */
  readonly messages: { readonly read: number; readonly withData: number; readonly withUnread: number };
  readonly folders: { readonly done: number; readonly waiting: number; readonly unread: number };
  /** Messages by class. */
  readonly classes: Readonly<Partial<Record<DataClass, number>>>;
  /** Distinct ones by notice group; null until it was looked through. */
  readonly customers: CustomerCounts | null;
}

export interface Inventory {
  /** Those with the most customers first, then those that nobody looked at. */
  readonly mailboxes: readonly InventoryEntry[];
  /** Mailboxes by state, and by verdict. */
  readonly totals: {
    readonly states: Readonly<Record<string, number>>;
    readonly verdicts: Readonly<Record<string, number>>;
  };
}

/** Every account of the directory with what is known of its mailbox, and every mailbox that was looked at. */
export function inventoryOf(users: readonly DirectoryUser[], surveys: readonly MailboxSurvey[]): Inventory {
  const known = new Set(surveys.map(({ subject }) => subject));
  const entries = [
    ...surveys.map(surveyed),
    ...users.filter(({ id, upn }) => !known.has(principalKey({ id, upn }) ?? '')).map(unseen),
  ].sort((left, right) => weight(right) - weight(left) || (nameOf(left) < nameOf(right) ? -1 : 1));
  return {
    mailboxes: entries,
    totals: { states: tally(entries, 'state'), verdicts: tally(entries, 'verdict') },
  };
}

function surveyed(survey: MailboxSurvey): InventoryEntry {
  const { mailbox, status, reason, sample, withData, withUnread, classes, customers, updatedAt } = survey;
  const count = (wanted: string): number => survey.folders.filter((one) => one.status === wanted).length;
  const folders = { done: count('done'), waiting: count('waiting'), unread: count('closed') };
  const read = survey.folders.reduce((sum, folder) => sum + folder.read, 0);
  return {
    mailbox,
    state: status,
    reason: reason ?? (isSurveyEnded(survey) ? null : 'it waits for its turn, or is being read'),
    verdict: withData > 0 ? 'yes' : isWholeSurvey(survey) ? 'no' : 'unknown',
    lookedAt: status === 'waiting' ? null : updatedAt,
    sample,
    messages: { read, withData, withUnread },
    folders,
    classes,
    customers,
  };
}

function unseen(user: DirectoryUser): InventoryEntry {
  return {
    mailbox: { id: user.id, upn: user.upn },
    state: 'not-looked-at',
    reason: reasonWithoutMailbox(user) ?? 'nobody asked for it',
    verdict: 'unknown',
    lookedAt: null,
    sample: null,
    messages: { read: 0, withData: 0, withUnread: 0 },
    folders: { done: 0, waiting: 0, unread: 0 },
    classes: {},
    customers: null,
  };
}

function weight({ customers, messages, state }: InventoryEntry): number {
  const people = customers === null ? 0 : customers.account + customers.sensitive;
  return people + messages.withData / 1e6 + (state === 'not-looked-at' ? 0 : 1e-9);
}

function nameOf({ mailbox }: InventoryEntry): string {
  return mailbox.upn ?? mailbox.id ?? '';
}

function tally(
  entries: readonly InventoryEntry[],
  by: 'state' | 'verdict',
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const entry of entries) counts[entry[by]] = (counts[entry[by]] ?? 0) + 1;
  return counts;
}
