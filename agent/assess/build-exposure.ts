import type { IndexAccess } from '../model/customer-index.js';
import {
  DATA_CLASSES,
  type DataClass,
  type Exposure,
  type IndexUse,
  type ReachedItem,
  type UnreadPart,
} from '../model/exposure.js';
import type { CoverageGapNote, Incident } from '../model/incident.js';
import type { Instant } from '../model/time.js';
import { exposeCustomers } from './customers/expose-customers.js';
import type { PersonRecord } from './customers/group-persons.js';
import { type Customer, type MessageRecord, uniteCustomers } from './customers/unite-customers.js';
import { concernsMail } from './reached/mail-gaps.js';
import type { ReachedMessage } from './reached/reached-message.js';

/** One message with the persons it speaks of. */
export interface ReadMessage {
  readonly message: ReachedMessage;
  readonly persons: readonly PersonRecord[];
}

/** Everything that the exposure of a mailbox follows from. */
export interface Evidence {
  readonly incident: Incident;
  readonly messages: readonly ReadMessage[];
  readonly unread: readonly UnreadPart[];
  readonly gaps: readonly CoverageGapNote[];
  readonly now: Instant;
  readonly customerKey: Uint8Array;
  /** The company's index of customers; null where none is configured. */
  readonly index: IndexAccess | null;
}

/** Puts the answer together. Plain values end here: what leaves is classes, counts and keyed hashes. */
export function buildExposure(evidence: Evidence): Exposure {
  const { incident, messages, customerKey, index } = evidence;
  const { customers, exposed, use } = exposeCustomers({
    customers: uniteCustomers(recordsOf(messages)),
    messages: new Map(messages.map(({ message }) => [message.id, message])),
    customerKey,
    index,
  });
  const unread = withIndex(evidence, use);
  const gaps = [...incident.coverage.gaps, ...evidence.gaps];
  const mayHaveMissed = unread.length > 0 || gaps.some(concernsMail);
  return {
    incident: incident.id,
    mailbox: incident.mailbox,
    verdict: exposed.length > 0 ? 'yes' : mayHaveMissed ? 'unknown' : 'no',
    reached: reachedItems(messages, customers),
    customers: exposed,
    groups: {
      account: exposed.filter((customer) => customer.group === 'account').length,
      sensitive: exposed.filter((customer) => customer.group === 'sensitive').length,
    },
    unread,
    coverage: { complete: incident.coverage.complete && evidence.gaps.length === 0, gaps },
    assessedAt: evidence.now,
    ...(use === null ? {} : { index: use }),
  };
}

/** Without its index, a customer who is known by it alone would be missed in what was read. */
function withIndex({ unread, messages }: Evidence, use: IndexUse | null): readonly UnreadPart[] {
  if (use === null || use.reason === null || messages.length === 0) return unread;
  return [...unread, { part: 'customer index', reason: use.reason }];
}

function recordsOf(messages: readonly ReadMessage[]): readonly MessageRecord[] {
  return messages.flatMap(({ message, persons }) =>
    persons.map((record) => ({ message: message.id, record })),
  );
}

function reachedItems(
  messages: readonly ReadMessage[],
  customers: readonly Customer[],
): readonly ReachedItem[] {
  const classes = new Map<string, Set<DataClass>>();
  for (const { message, record } of customers.flatMap((customer) => customer.records)) {
    const known = classes.get(message) ?? new Set();
    for (const detection of record) known.add(detection.class);
    classes.set(message, known);
  }
  return messages
    .map(({ message }) => ({
      message: message.id,
      folder: message.folder,
      proof: message.proof,
      at: message.firstAt,
      classes: DATA_CLASSES.filter((dataClass) => classes.get(message.id)?.has(dataClass)),
    }))
    .sort((left, right) => (`${left.at} ${left.message}` < `${right.at} ${right.message}` ? -1 : 1));
}
