import type { DataClass } from '../../model/exposure.js';
import type { PersonRecord } from './group-persons.js';
import { isSameName } from './identity.js';

/** One person in one message. */
export interface MessageRecord {
  readonly message: string;
  readonly record: PersonRecord;
}

/** All records of one customer, over all messages. */
export interface Customer {
  readonly records: readonly MessageRecord[];
  /** Sorted values by class. */
  readonly values: ReadonlyMap<DataClass, ReadonlySet<string>>;
}

/**
 * Through which values records become one customer, surest first, and which classes must not contradict each other
 * then: a family shares a phone, a couple a bank account, but nobody an SSN.
 */
const LINKS: readonly { readonly class: DataClass; readonly unless: readonly DataClass[] }[] = [
  { class: 'ssn', unless: [] },
  { class: 'driver-licence', unless: ['ssn'] },
  { class: 'government-id', unless: ['ssn'] },
  { class: 'account-number', unless: ['ssn'] },
  { class: 'device-id', unless: ['ssn', 'account-number'] },
  { class: 'card', unless: ['ssn', 'account-number', 'name'] },
  { class: 'bank-account', unless: ['ssn', 'account-number', 'name'] },
  { class: 'customer-email', unless: ['ssn', 'account-number', 'name'] },
  { class: 'phone', unless: ['ssn', 'account-number', 'name', 'customer-email'] },
];

/** Unites the records that share an identifying value. The result does not depend on the order of the records. */
export function uniteCustomers(records: readonly MessageRecord[]): readonly Customer[] {
  const sorted = records
    .map((each) => ({ each, key: sortKey(each) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const forest = new Forest(sorted.map(({ each }) => each));
  for (const link of LINKS) {
    for (const members of byValue(forest, link.class).values()) forest.unite(members, link.unless);
  }
  return forest.customers();
}

/** Records with more to tell come first, so that a bare phone number joins the first that it can belong to. */
function sortKey({ message, record }: MessageRecord): string {
  const classes = new Set(record.map((detection) => detection.class)).size;
  const values = record.map((detection) => `${detection.class}:${detection.value}`).sort();
  return `${String(99 - classes).padStart(2, '0')} ${values.join(' ')} ${message}`;
}

function byValue(forest: Forest, dataClass: DataClass): ReadonlyMap<string, readonly number[]> {
  const members = new Map<string, number[]>();
  forest.records.forEach(({ record }, index) => {
    const values = new Set(record.filter((item) => item.class === dataClass).map((item) => item.value));
    for (const value of values) {
      const known = members.get(value);
      if (known === undefined) members.set(value, [index]);
      else known.push(index);
    }
  });
  return new Map([...members].sort(([left], [right]) => (left < right ? -1 : 1)));
}

type Values = Map<DataClass, Set<string>>;

/** Most different people that one shared value is tried against: behind it stands a switchboard, not a family. */
const MOST_SHARERS = 20;

/** Union-find over records; each root knows the values of its tree. */
class Forest {
  readonly records: readonly MessageRecord[];
  readonly #parent: number[];
  readonly #values: Values[];

  constructor(records: readonly MessageRecord[]) {
    this.records = records;
    this.#parent = records.map((_, index) => index);
    this.#values = records.map(({ record }) => valuesOf(record));
  }

  unite(members: readonly number[], unless: readonly DataClass[]): void {
    const roots: number[] = [];
    for (const member of members) {
      const root = this.#rootOf(member);
      if (roots.includes(root)) continue;
      const host = roots.find((each) => !this.#contradict(each, root, unless));
      if (host !== undefined) this.#join(host, root);
      else if (roots.length < MOST_SHARERS) roots.push(root);
    }
  }

  customers(): readonly Customer[] {
    const trees = new Map<number, MessageRecord[]>();
    this.records.forEach((record, index) => {
      const root = this.#rootOf(index);
      const tree = trees.get(root);
      if (tree === undefined) trees.set(root, [record]);
      else tree.push(record);
    });
    return [...trees].map(([root, records]) => ({ records, values: this.#values[root] ?? new Map() }));
  }

  #rootOf(index: number): number {
    let root = index;
    while (this.#parent[root] !== root) {
      const above = this.#parent[root] ?? root;
      this.#parent[root] = this.#parent[above] ?? above;
      root = above;
    }
    return root;
  }

  #join(host: number, guest: number): void {
    this.#parent[guest] = host;
    const into = this.#values[host];
    for (const [dataClass, values] of this.#values[guest] ?? []) {
      const known = into?.get(dataClass);
      if (known === undefined) into?.set(dataClass, new Set(values));
      else for (const value of values) known.add(value);
    }
  }

  #contradict(left: number, right: number, classes: readonly DataClass[]): boolean {
    return classes.some((dataClass) => {
      const some = this.#values[left]?.get(dataClass);
      const others = this.#values[right]?.get(dataClass);
      return some !== undefined && others !== undefined && !overlaps(dataClass, some, others);
    });
  }
}

function overlaps(dataClass: DataClass, left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  if (dataClass !== 'name') return [...left].some((value) => right.has(value));
  return [...left].some((value) => [...right].some((other) => isSameName(value, other)));
}

function valuesOf(record: PersonRecord): Values {
  const values: Values = new Map();
  for (const { class: dataClass, value } of record) {
    const known = values.get(dataClass);
    if (known === undefined) values.set(dataClass, new Set([value]));
    else known.add(value);
  }
  return values;
}
