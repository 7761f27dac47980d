import type { ExposedCustomer, NoticeGroup } from '../../model/exposure.js';
import type { NoticeRegime } from '../../model/notice.js';
import { mergePerson } from '../merge-person.js';
import { affectedBy } from '../notice/affected.js';
import { uniteCustomers } from '../total-customers.js';
import { csvText } from './csv.js';

/** One customer of the lists for the company's mailer. */
export interface ListedCustomer {
  readonly customer: ExposedCustomer;
  /** Ids of regimes that call for notice, and of those where only a linking element was not found. */
  readonly regimes: readonly string[];
  readonly possible: readonly string[];
}

/** A column of the lists, and what stands in it. */
type Column = readonly [name: string, read: (listed: ListedCustomer) => string | number];

const COLUMNS: readonly Column[] = [
  ['customer', ({ customer }) => nameOf(customer)],
  ['named_by', ({ customer }) => (customer.reference === null ? 'key' : 'reference')],
  ['group', ({ customer }) => customer.group],
  ['classes', ({ customer }) => customer.classes.join(' ')],
  ['proof', ({ customer }) => customer.proof],
  ['first_access', ({ customer }) => customer.firstAccess],
  ['last_access', ({ customer }) => customer.lastAccess],
  ['messages', ({ customer }) => customer.messages],
  ['confidence', ({ customer }) => customer.confidence],
  ['match', ({ customer }) => customer.match?.evidence ?? ''],
  ['candidates', ({ customer }) => customer.match?.candidates ?? ''],
  ['regimes', ({ regimes }) => regimes.join(' ')],
  ['regimes_possible', ({ possible }) => possible.join(' ')],
  ['from_pictures', ({ customer }) => (customer.isRecognised === true ? 'yes' : '')],
];

/** Every customer once over all mailboxes, sorted by name. */
export function listCustomers(
  customers: readonly ExposedCustomer[],
  regimes: readonly NoticeRegime[],
): readonly ListedCustomer[] {
  return uniteCustomers(customers)
    .flatMap((person) => {
      const [first, ...others] = person;
      if (first === undefined) return [];
      const found = regimes.map((regime) => ({ id: regime.id, affected: affectedBy(regime, person) }));
      const idsOf = (isCertain: boolean): readonly string[] =>
        found.flatMap(({ id, affected }) =>
          affected !== null && affected.met.size > 0 === isCertain ? [id] : [],
        );
      return [{ customer: mergePerson([first, ...others]), regimes: idsOf(true), possible: idsOf(false) }];
    })
    .sort((left, right) => (nameOf(left.customer) < nameOf(right.customer) ? -1 : 1));
}

/** The columns of the lists but those that are left out, which say what is not known of these customers. */
export function customersCsv(listed: readonly ListedCustomer[], leftOut: readonly string[] = []): string {
  const columns = COLUMNS.filter(([name]) => !leftOut.includes(name));
  const rows = listed.map((one) => columns.map(([, read]) => read(one)));
  return csvText(
    columns.map(([name]) => name),
    rows,
  );
}

/** The list of one group. No plain value is in it: the company's mailer knows who a reference is. */
export function groupCsv(listed: readonly ListedCustomer[], group: NoticeGroup): string {
  return customersCsv(listed.filter(({ customer }) => customer.group === group));
}

/** Who must be looked for by hand: in no index, or one of several that can be meant. */
export function manualCsv(listed: readonly ListedCustomer[]): string {
  return customersCsv(listed.filter(({ customer }) => isForPeople(customer)));
}

/** Whether a person must decide who this is. Where no index was asked, everybody is named by a hash, and that is all. */
export function isForPeople({ match }: ExposedCustomer): boolean {
  return match !== undefined && match.candidates !== 1;
}

function nameOf({ reference, key }: ExposedCustomer): string {
  return reference ?? key;
}
