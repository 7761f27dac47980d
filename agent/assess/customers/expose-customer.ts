import { createHmac } from 'node:crypto';
import {
  type Confidence,
  type CustomerIdentifier,
  DATA_CLASSES,
  type DataClass,
  type ExposedCustomer,
  type IndexEvidence,
  type NoticeGroup,
} from '../../model/exposure.js';
import { bestConfidence } from '../classify/best-confidence.js';
import type { Detection } from '../classify/detection.js';
import type { ReachedMessage } from '../reached/reached-message.js';
import { spanTimes } from '../reached/span-times.js';
import { IDENTIFIERS, OWN_IDENTIFIERS } from './identity.js';
import { strongerProof } from './proof.js';
import type { Customer } from './unite-customers.js';

const SENSITIVE: ReadonlySet<DataClass> = new Set([
  'ssn',
  'card',
  'bank-account',
  'driver-licence',
  'government-id',
]);
const IDENTIFYING: ReadonlySet<DataClass> = new Set(IDENTIFIERS);
/** What makes somebody more than an address in a signature. */
const ACCOUNT_FACTS: ReadonlySet<DataClass> = new Set([
  'plan',
  'billing',
  'pin',
  'ssn-last4',
  'date-of-birth',
  'postal-address',
]);

/**
 * Whether these records speak of a customer: by a value that only customers have with us, or by a phone number or mail
 * address beside a fact of an account or a word for customers, or by a phone number in a list that is none of colleagues
 * or suppliers. Contact data alone, as in a supplier's signature, is nobody's customer data.
 */
export function isCustomer({ records, values }: Customer): boolean {
  const classes = [...values.keys()];
  if (classes.some((dataClass) => OWN_IDENTIFIERS.has(dataClass))) return true;
  if (!values.has('phone') && !values.has('customer-email')) return false;
  if (classes.some((dataClass) => ACCOUNT_FACTS.has(dataClass))) return true;
  const detections = records.flatMap(({ record }) => record);
  return detections.some((detection) => detection.isCustomers) || isListed(detections);
}

function isListed(detections: readonly Detection[]): boolean {
  const phones = detections.filter((detection) => detection.class === 'phone');
  return phones.some(({ place }) => place.kind === 'row') && detections.every((each) => !each.isStaffs);
}

/** Under which name a customer is exposed, and how sure the index is of it. */
export interface Naming {
  readonly reference: string | null;
  readonly match: NonNullable<ExposedCustomer['match']>;
}

/**
 * A customer as reports name one: by reference or keyed hash, never by a value. `messages` holds every message of the
 * records; `naming` is null where no index was asked.
 */
export function exposeCustomer(
  customer: Customer,
  messages: ReadonlyMap<string, ReachedMessage>,
  customerKey: Uint8Array,
  naming: Naming | null = null,
): ExposedCustomer {
  const reached = [...new Set(customer.records.map((each) => each.message))].flatMap(
    (id) => messages.get(id) ?? [],
  );
  const span = spanTimes(reached.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]));
  if (span === null) throw new RangeError('exposeCustomer: none of the messages is known');
  const classes = classesOf(customer);
  const identifiers = identifiersOf(customer, customerKey);
  return {
    key: identifiers[0]?.key ?? keyOf('name', '', customerKey),
    identifiers,
    reference: naming?.reference ?? null,
    group: groupOf(classes),
    classes,
    proof: reached.map((message) => message.proof).reduce(strongerProof, 'present'),
    messages: reached.length,
    firstAccess: span.firstAt,
    lastAccess: span.lastAt,
    confidence: confidenceOf(customer, naming),
    ...(identifying(customer).every((one) => one.isRecognised === true) ? { isRecognised: true } : {}),
    ...(naming === null ? {} : { match: naming.match }),
  };
}

/** Evidence of the index that leaves no doubt. */
const SURE: readonly IndexEvidence[] = ['strong', 'two'];

/** Sensitive wins: one such value is enough. */
function groupOf(classes: readonly DataClass[]): NoticeGroup {
  return classes.some((dataClass) => SENSITIVE.has(dataClass)) ? 'sensitive' : 'account';
}

/** In the order of the published list. */
function classesOf(customer: Customer): readonly DataClass[] {
  return DATA_CLASSES.filter((dataClass) => customer.values.has(dataClass));
}

/** Strongest class first, smallest value first: the first one is the customer's key. */
function identifiersOf({ values }: Customer, customerKey: Uint8Array): readonly CustomerIdentifier[] {
  return IDENTIFIERS.flatMap((dataClass) =>
    [...(values.get(dataClass) ?? [])]
      .sort()
      .map((value) => ({ class: dataClass, key: keyOf(dataClass, value, customerKey) })),
  );
}

/** HMAC-SHA-256 of class and value, cut to 128 bits. */
function keyOf(dataClass: DataClass, value: string, customerKey: Uint8Array): string {
  return createHmac('sha256', customerKey).update(`${dataClass}\u0000${value}`).digest('hex').slice(0, 32);
}

/** How sure it is that this is a customer: the surest of the identifying values, or what the index says. */
function confidenceOf(customer: Customer, naming: Naming | null): Confidence {
  if (naming !== null && SURE.includes(naming.match.evidence)) return 85;
  return bestConfidence(identifying(customer));
}

function identifying({ records }: Customer): readonly Detection[] {
  return records.flatMap(({ record }) => record).filter((one) => IDENTIFYING.has(one.class));
}
