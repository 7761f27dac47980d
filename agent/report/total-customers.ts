import type { DataClass, ExposedCustomer, Exposure, NoticeGroup } from '../model/exposure.js';

/** Of these a person has one: two customers with different ones are two, whatever else they share. */
const SINGLE: readonly DataClass[] = ['account-number', 'ssn'];

/**
 * Distinct customers over several exposures, each in one group: the sensitive one wins. One mailbox may know somebody by
 * account number and another by phone only: who shares an identifier is one, strongest identifiers first.
 */
export function totalCustomers(
  exposures: readonly (Exposure | null)[],
): Readonly<Record<NoticeGroup, number>> {
  return countPeople(exposures.flatMap((exposure) => exposure?.customers ?? []));
}

/** The same of customers that stand in any number of places. */
export function countPeople(customers: readonly ExposedCustomer[]): Readonly<Record<NoticeGroup, number>> {
  const people = uniteCustomers(customers);
  const sensitive = people.filter((one) => one.some((customer) => customer.group === 'sensitive')).length;
  return { sensitive, account: people.length - sensitive };
}

/** The same customers, those of one person together. */
export function uniteCustomers(
  customers: readonly ExposedCustomer[],
): readonly (readonly ExposedCustomer[])[] {
  const byIdentifier = new Map<string, Person>();
  const people = new Set<Person>();
  const ordered = [...customers].sort((a, b) => rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : 1));
  for (const customer of ordered) {
    const found = keysOf(customer).flatMap((key) => byIdentifier.get(key) ?? []);
    let person = found.find((one) => one.canBe(customer)) ?? new Person();
    people.add(person);
    person.add(customer);
    for (const other of new Set(found)) {
      if (other === person || !other.canJoin(person)) continue;
      other.join(person);
      people.delete(person);
      for (const key of person.keys) byIdentifier.set(key, other);
      person = other;
    }
    for (const key of keysOf(customer)) byIdentifier.set(key, person);
  }
  return [...people].map((person) => person.customers);
}

class Person {
  readonly customers: ExposedCustomer[] = [];
  readonly keys = new Set<string>();
  readonly #single = new Map<DataClass, string>();
  #reference: string | null = null;

  add(customer: ExposedCustomer): void {
    this.customers.push(customer);
    this.#reference ??= customer.reference;
    for (const key of keysOf(customer)) this.keys.add(key);
    for (const [dataClass, key] of singlesOf(customer)) this.#single.set(dataClass, key);
  }

  /** A reference is the company's own word for who is who: no value overrules it. */
  canBe(customer: ExposedCustomer): boolean {
    const { reference } = customer;
    if (reference !== null && this.#reference !== null) return reference === this.#reference;
    return singlesOf(customer).every(([dataClass, key]) => (this.#single.get(dataClass) ?? key) === key);
  }

  canJoin(other: Person): boolean {
    return other.customers.every((customer) => this.canBe(customer));
  }

  join(other: Person): void {
    for (const customer of other.customers) this.add(customer);
  }
}

/** Those with a reference, account number or SSN first: the others are laid to them, not they to others. */
function rankOf(customer: ExposedCustomer): number {
  if (customer.reference !== null) return 0;
  return singlesOf(customer).length > 0 ? 1 : 2;
}

function keysOf(customer: ExposedCustomer): readonly string[] {
  const { reference, identifiers } = customer;
  const keys = identifiers.map((one) => `${one.class} ${one.key}`);
  return reference === null ? keys : [`reference ${reference}`, ...keys];
}

function singlesOf(customer: ExposedCustomer): readonly (readonly [DataClass, string])[] {
  return customer.identifiers
    .filter((one) => SINGLE.includes(one.class))
    .map((one) => [one.class, one.key] as const);
}
