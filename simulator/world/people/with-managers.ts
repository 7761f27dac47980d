import type { SimUser } from '../../tenant.js';
import type { Person } from './person.js';

/** So many people share one manager. */
const TEAM = 12;

/**
 * The people as accounts that have managers: the first of every twelve leads the others of the department, and the first
 * executive leads those. That one has none.
 */
export function withManagers(people: readonly Person[]): readonly SimUser[] {
  const top = people.find(({ department }) => department === 'executive') ?? people[0];
  const places = new Map<string, number>();
  const leads = new Map<string, Person>();
  return people.map((person) => {
    const place = places.get(person.department) ?? 0;
    places.set(person.department, place + 1);
    const isLead = place % TEAM === 0;
    const manager = isLead ? top : leads.get(person.department);
    if (isLead) leads.set(person.department, person);
    return manager === undefined || manager === person
      ? person.user
      : { ...person.user, managerId: manager.user.id };
  });
}
