import { exposeCustomers } from '../../agent/assess/customers/expose-customers.js';
import { groupPersons } from '../../agent/assess/customers/group-persons.js';
import { isSameName } from '../../agent/assess/customers/identity.js';
import { uniteCustomers } from '../../agent/assess/customers/unite-customers.js';
import type { CustomerIndex, IndexedClass } from '../../agent/model/customer-index.js';
import type { DataClass, ExposedCustomer } from '../../agent/model/exposure.js';
import type { Measured } from './measure.js';
import type { Person, Value } from './person.js';

export interface CustomerFigures {
  /** Customers who can be named by the index from what is in the documents. */
  readonly covered: number;
  readonly found: number;
  /** Named, and in none of the documents. */
  readonly wrong: number;
  /** Of those found: how many were put into the right notice group. */
  readonly rightGroup: number;
}

const SENSITIVE: ReadonlySet<DataClass> = new Set([
  'ssn',
  'card',
  'bank-account',
  'driver-licence',
  'government-id',
]);
const STRONG: ReadonlySet<DataClass> = new Set(['account-number', 'ssn']);
const NAMING: ReadonlySet<DataClass> = new Set(['account-number', 'ssn', 'customer-email', 'phone', 'name']);

/**
 * Takes every document as an opened message, through the product's own steps: persons, customers, the company's index.
 * Covered is who has an account number or SSN in it, or two other values that the index knows, by the match policy.
 */
export function measureCustomers(
  measured: readonly Measured[],
  strangers: readonly Person[],
): CustomerFigures {
  const planted = measured.flatMap(({ document }) => document.filled.persons);
  const exposed = expose(measured, [...planted.map(({ person }) => person), ...strangers]);
  const byReference = new Map(
    exposed.flatMap((one) => (one.reference === null ? [] : [[one.reference, one] as const])),
  );
  const covered = planted.filter(({ values }) => isCovered(values));
  const found = covered.filter(({ person }) => byReference.has(person.reference));
  const known = new Set(planted.map(({ person }) => person.reference));
  return {
    covered: covered.length,
    found: found.length,
    wrong: [...byReference.keys()].filter((reference) => !known.has(reference)).length,
    rightGroup: found.filter(
      ({ person, values }) => byReference.get(person.reference)?.group === groupOf(values),
    ).length,
  };
}

function isCovered(values: readonly Value[]): boolean {
  const classes = values.flatMap(({ class: dataClass }) => (dataClass === null ? [] : [dataClass]));
  const naming = new Set(classes.filter((dataClass) => NAMING.has(dataClass)));
  // Name and address of mail alone are contact data, which make nobody a customer.
  const isContact = classes.every((dataClass) => dataClass === 'name' || dataClass === 'customer-email');
  return classes.some((dataClass) => STRONG.has(dataClass)) || (naming.size >= 2 && !isContact);
}

function groupOf(values: readonly Value[]): ExposedCustomer['group'] {
  return values.some((value) => value.class !== null && SENSITIVE.has(value.class)) ? 'sensitive' : 'account';
}

function expose(measured: readonly Measured[], persons: readonly Person[]): readonly ExposedCustomer[] {
  const at = '2026-03-02T10:00:00.000Z';
  const messages = measured.map(({ detections }, number) => ({ id: `<${number}@bench>`, detections }));
  const records = messages.flatMap(({ id, detections }) =>
    groupPersons([detections]).map((record) => ({ message: id, record })),
  );
  const mailbox = { id: null, upn: 'bench@telco.example' };
  const reached = messages.map(
    ({ id }) =>
      [id, { id, mailbox, folder: null, proof: 'opened', firstAt: at, lastAt: at, copies: [] }] as const,
  );
  return exposeCustomers({
    customers: uniteCustomers(records),
    messages: new Map(reached),
    customerKey: new Uint8Array(32).fill(1),
    index: { index: indexOf(persons), reason: null },
  }).exposed;
}

/** An index of customers in memory, as the company's own would answer. */
function indexOf(persons: readonly Person[]): CustomerIndex {
  const byValue = new Map<string, Person[]>();
  for (const person of persons) {
    const values: Readonly<Record<IndexedClass, string>> = {
      'account-number': person.account,
      ssn: person.ssn,
      'customer-email': person.email,
      phone: person.phone,
    };
    for (const [dataClass, value] of Object.entries(values)) {
      const key = `${dataClass} ${value}`;
      byValue.set(key, [...(byValue.get(key) ?? []), person]);
    }
  }
  return {
    version: 'bench',
    candidates: (dataClass, value) =>
      (byValue.get(`${dataClass} ${value}`) ?? []).map(({ reference, name }) => ({
        reference,
        isNamed: (other) => isSameName(name, other),
      })),
  };
}
