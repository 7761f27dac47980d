import { type CustomerIndex, CustomerIndexError, type IndexAccess } from '../../model/customer-index.js';
import type { DataClass, ExposedCustomer, IndexUse } from '../../model/exposure.js';
import type { ReachedMessage } from '../reached/reached-message.js';
import { exposeCustomer, isCustomer, type Naming } from './expose-customer.js';
import { type CustomerMatch, type CustomerMatches, matchCustomers } from './match-customers.js';
import type { Customer } from './unite-customers.js';

export interface PersonsFound {
  readonly customers: readonly Customer[];
  /** Every message of the customers, by id. */
  readonly messages: ReadonlyMap<string, ReachedMessage>;
  readonly customerKey: Uint8Array;
  readonly index: IndexAccess | null;
}

export interface CustomersExposed {
  /** Those of the persons found who are customers. */
  readonly customers: readonly Customer[];
  /** One entry per reference or key, sorted. */
  readonly exposed: readonly ExposedCustomer[];
  /** Null where no index is configured. */
  readonly use: IndexUse | null;
}

/**
 * Tells customers from other persons and names them: by the company's reference where the index knows them, else by
 * keyed hash. An index that cannot be used is stated in `use`, and everybody stays keyed.
 */
export function exposeCustomers(found: PersonsFound): CustomersExposed {
  const { index } = found;
  if (index === null) return exposeKeyed(found, null);
  if (index.index === null) return exposeKeyed(found, unusable(index.reason));
  try {
    return exposeIndexed(found, index.index);
  } catch (cause) {
    if (!(cause instanceof CustomerIndexError)) throw cause;
    return exposeKeyed(found, unusable(cause.message));
  }
}

function unusable(reason: string): IndexUse {
  return { version: null, reason, matched: 0, ambiguous: 0, unmatched: 0, lookUps: 0 };
}

function exposeKeyed(found: PersonsFound, use: IndexUse | null): CustomersExposed {
  const customers = found.customers.filter(isCustomer);
  const exposed = customers.map((one) => exposeCustomer(one, found.messages, found.customerKey));
  return { customers, exposed: inOrder(exposed), use };
}

function exposeIndexed(found: PersonsFound, index: CustomerIndex): CustomersExposed {
  const matches = matchCustomers(found.customers, index);
  const customers = found.customers.filter(
    (one) => isCustomer(one) || (matches.of(one).references.length > 0 && isMoreThanContact(one)),
  );
  const expose = (customer: Customer, naming: Naming): ExposedCustomer =>
    exposeCustomer(customer, found.messages, found.customerKey, naming);
  const unknown = customers.filter((one) => matches.of(one).references.length === 0);
  const exposed = [
    ...byReference(customers, matches).map(({ customer, naming }) => expose(customer, naming)),
    ...unknown.map((one) => expose(one, namingOf(null, matches.of(one)))),
  ];
  const named = exposed.filter((one) => one.reference !== null);
  return {
    customers,
    exposed: inOrder(exposed),
    use: {
      version: index.version,
      reason: null,
      matched: named.length,
      ambiguous: named.filter((one) => (one.match?.candidates ?? 0) > 1).length,
      unmatched: unknown.length,
      lookUps: matches.lookUps,
    },
  };
}

/** A customer who signs with name and address has told us nothing of an account. */
const CONTACT: ReadonlySet<DataClass> = new Set(['name', 'customer-email']);

function isMoreThanContact({ values }: Customer): boolean {
  return [...values.keys()].some((dataClass) => !CONTACT.has(dataClass));
}

function namingOf(reference: string | null, { evidence, references }: CustomerMatch): Naming {
  return { reference, match: { evidence, candidates: references.length } };
}

/** What was found under each reference. Where one record names somebody beyond doubt, the others' doubt is gone. */
function byReference(
  customers: readonly Customer[],
  matches: CustomerMatches,
): readonly { readonly customer: Customer; readonly naming: Naming }[] {
  const known = new Map<string, { customer: Customer; naming: Naming }>();
  for (const customer of customers) {
    const match = matches.of(customer);
    for (const reference of match.references) {
      const naming = namingOf(reference, match);
      const other = known.get(reference);
      known.set(
        reference,
        other === undefined
          ? { customer, naming }
          : { customer: join(other.customer, customer), naming: clearer(other.naming, naming) },
      );
    }
  }
  return [...known.values()];
}

function join(left: Customer, right: Customer): Customer {
  const values = new Map(left.values);
  for (const [dataClass, some] of right.values)
    values.set(dataClass, new Set([...(values.get(dataClass) ?? []), ...some]));
  return { records: [...left.records, ...right.records], values };
}

const SUREST: readonly string[] = ['strong', 'two', 'one'];

function clearer(left: Naming, right: Naming): Naming {
  const rank = ({ match }: Naming): number => match.candidates * 10 + SUREST.indexOf(match.evidence);
  return rank(left) <= rank(right) ? left : right;
}

function inOrder(exposed: readonly ExposedCustomer[]): readonly ExposedCustomer[] {
  return [...exposed].sort((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1));
}

function sortKey({ reference, key, group, firstAccess, classes }: ExposedCustomer): string {
  return `${reference ?? ''} ${key} ${group} ${firstAccess} ${classes.join()}`;
}
