import {
  type CustomerIndex,
  INDEXED_CLASSES,
  type IndexCandidate,
  type IndexedClass,
  MOST_CANDIDATES,
} from '../../model/customer-index.js';
import type { IndexEvidence } from '../../model/exposure.js';
import type { Customer } from './unite-customers.js';

/** What the index says of one customer. `references` are all who can be meant; none where the evidence is too little. */
export interface CustomerMatch {
  readonly references: readonly string[];
  readonly evidence: IndexEvidence;
}

/** The answers of the index for a mailbox, and how many values it was asked for. */
export interface CustomerMatches {
  of(customer: Customer): CustomerMatch;
  readonly lookUps: number;
}

const STRONG: readonly IndexedClass[] = ['account-number', 'ssn'];
/** Of a column of phone numbers so many, and so large a part, must be customers' before each one counts by itself. */
const COLUMN_HITS = 5;
const COLUMN_SHARE = 0.6;

/**
 * Finds each customer in the index: one strong identifier (account number, SSN), or two weaker ones that lead to one
 * reference, a name among them; a mail address alone is enough, for it is one person's; a phone number alone is not,
 * since chance finds one in sixty random numbers among a hundred million customers. Raises `CustomerIndexError`.
 */
export function matchCustomers(customers: readonly Customer[], index: CustomerIndex): CustomerMatches {
  const lookUps = new LookUps(index);
  const columns = customerColumns(customers, lookUps);
  const matches = new Map(customers.map((one) => [one, matchOne(one, lookUps, columns)]));
  return {
    of: (customer) => matches.get(customer) ?? NOBODY,
    lookUps: lookUps.count,
  };
}

const NOBODY: CustomerMatch = { references: [], evidence: 'none' };

/** Asks the index once for each value. */
class LookUps {
  readonly #index: CustomerIndex;
  readonly #known = new Map<string, readonly IndexCandidate[]>();

  constructor(index: CustomerIndex) {
    this.#index = index;
  }

  get count(): number {
    return this.#known.size;
  }

  /** Nobody for a value that very many share: a switchboard, a placeholder. */
  candidates(dataClass: IndexedClass, value: string): readonly IndexCandidate[] {
    const key = `${dataClass} ${value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#index.candidates(dataClass, value);
    const usable = found.length > MOST_CANDIDATES ? [] : found;
    this.#known.set(key, usable);
    return usable;
  }
}

/** Tables whose phone numbers are customers' by their number: `message table`. */
function customerColumns(customers: readonly Customer[], lookUps: LookUps): ReadonlySet<string> {
  const tables = new Map<string, Set<string>>();
  for (const { message, record } of customers.flatMap((one) => one.records))
    for (const { class: dataClass, value, place } of record) {
      if (dataClass !== 'phone' || place.kind !== 'row') continue;
      const key = columnKey(message, place.table);
      const values = tables.get(key) ?? new Set();
      tables.set(key, values.add(value));
    }
  const isCustomers = (values: ReadonlySet<string>): boolean => {
    const hits = [...values].filter((value) => lookUps.candidates('phone', value).length > 0).length;
    return hits >= COLUMN_HITS && hits >= values.size * COLUMN_SHARE;
  };
  return new Set([...tables].filter(([, values]) => isCustomers(values)).map(([key]) => key));
}

function columnKey(message: string, table: number): string {
  return `${message} ${table}`;
}

/** What speaks for one reference. */
interface Support {
  readonly candidate: IndexCandidate;
  /** `class value` of each that led to it. */
  readonly values: Set<string>;
  readonly classes: Set<IndexedClass>;
}

function matchOne(customer: Customer, lookUps: LookUps, columns: ReadonlySet<string>): CustomerMatch {
  const supports = [...supportsOf(customer, lookUps).values()];
  if (supports.length === 0) return NOBODY;
  const names = [...(customer.values.get('name') ?? [])];
  const isListed = customer.records.some(({ message, record }) =>
    record.some(({ place }) => place.kind === 'row' && columns.has(columnKey(message, place.table))),
  );
  const judged = supports.map((support) => {
    const isNamed = names.some((name) => support.candidate.isNamed(name));
    return { support, isNamed, evidence: weigh(support, isNamed, isListed) };
  });
  const enough = judged.filter(({ evidence }) => evidence !== 'weak');
  const meant = enough.filter((one) => !enough.some((other) => other !== one && explains(other, one)));
  if (meant.length === 0) return { references: [], evidence: 'weak' };
  const ranks = meant.map(({ evidence }) => RANKS.indexOf(evidence));
  return {
    references: meant.map(({ support }) => support.candidate.reference).sort(),
    evidence: RANKS[Math.min(...ranks)] ?? 'weak',
  };
}

/** Surest first. */
const RANKS: readonly IndexEvidence[] = ['strong', 'two', 'one', 'weak', 'none'];

function supportsOf(customer: Customer, lookUps: LookUps): ReadonlyMap<string, Support> {
  const supports = new Map<string, Support>();
  for (const dataClass of INDEXED_CLASSES)
    for (const value of customer.values.get(dataClass) ?? [])
      for (const candidate of lookUps.candidates(dataClass, value)) {
        const support = supports.get(candidate.reference) ?? {
          candidate,
          values: new Set<string>(),
          classes: new Set<IndexedClass>(),
        };
        support.values.add(`${dataClass} ${value}`);
        support.classes.add(dataClass);
        supports.set(candidate.reference, support);
      }
  return supports;
}

function weigh({ classes }: Support, isNamed: boolean, isListed: boolean): IndexEvidence {
  if (STRONG.some((dataClass) => classes.has(dataClass))) return 'strong';
  if (classes.size >= 2 || isNamed) return 'two';
  return classes.has('customer-email') || isListed ? 'one' : 'weak';
}

/** Whether everything that speaks for `less` speaks for `more` too, and something besides. */
function explains(
  more: { readonly support: Support; readonly isNamed: boolean },
  less: { readonly support: Support; readonly isNamed: boolean },
): boolean {
  if (![...less.support.values].every((value) => more.support.values.has(value))) return false;
  if (more.isNamed !== less.isNamed) return more.isNamed;
  return more.support.values.size > less.support.values.size;
}
