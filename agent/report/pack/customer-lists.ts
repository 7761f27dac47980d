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

const HEADER = [
  'customer',
  'named_by',
  'group',
  'classes',
  'proof',
  'first_access',
  'last_access',
  'messages',
  'confidence',
  'match',
  'candidates',
  'regimes',
  'regimes_possible',
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

/** The list of one group. No plain value is in it: the company's mailer knows who a reference is. */
export function groupCsv(listed: readonly ListedCustomer[], group: NoticeGroup): string {
  return csvText(HEADER, listed.filter(({ customer }) => customer.group === group).map(rowOf));
}

/** Who must be looked for by hand: in no index, or one of several that can be meant. */
export function manualCsv(listed: readonly ListedCustomer[]): string {
  return csvText(HEADER, listed.filter(({ customer }) => isForPeople(customer)).map(rowOf));
}

/** Whether a person must decide who this is. Where no index was asked, everybody is named by a hash, and that is all. */
export function isForPeople({ match }: ExposedCustomer): boolean {
  return match !== undefined && match.candidates !== 1;
}

function nameOf({ reference, key }: ExposedCustomer): string {
  return reference ?? key;
}

function rowOf({ customer, regimes, possible }: ListedCustomer): readonly (string | number)[] {
  const { reference, group, classes, proof, firstAccess, lastAccess, messages, confidence, match } = customer;
  return [
    nameOf(customer),
    reference === null ? 'key' : 'reference',
    group,
    classes.join(' '),
    proof,
    firstAccess,
    lastAccess,
    messages,
    confidence,
    match?.evidence ?? '',
    match?.candidates ?? '',
    regimes.join(' '),
    possible.join(' '),
  ];
}
