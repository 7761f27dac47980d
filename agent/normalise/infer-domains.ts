import type { AccessEvent } from '../model/access-event.js';
import { domainOf, isGuestName } from './fields/principal.js';

/** A domain that only one account in fifty uses is taken for a guest's. */
const SMALLEST_SHARE = 0.02;

/**
 * The domains that are likely the tenant's own, sorted, for a replay without configuration: those of mailbox owners, and those of
 * people who got in, unless they are guests or few. Version 1.0 of the sign-in log does not mark guests, and failed sign-ins
 * name any account that somebody thought of. Empty when nothing tells.
 */
export function inferDomains(events: Iterable<AccessEvent>): readonly string[] {
  const owned = new Set<string>();
  const people = new Map<string, Set<string>>();
  for (const event of events) {
    const owner = event.mail === null ? null : event.mailbox;
    addOwned(owned, owner?.upn ?? null);
    if (isMemberAct(event)) addPerson(people, event.user?.upn ?? null);
  }
  const total = [...people.values()].reduce((sum, names) => sum + names.size, 0);
  const common = [...people]
    .filter(([, names]) => names.size / total >= SMALLEST_SHARE)
    .map(([domain]) => domain);
  return [...new Set([...owned, ...common])].sort();
}

function isMemberAct(event: AccessEvent): boolean {
  const isPerson = event.actorType === 'user' || event.actorType === 'admin';
  return isPerson && event.facts.isGuest !== true && event.outcome !== 'failure';
}

function addOwned(owned: Set<string>, upn: string | null): void {
  const domain = upn === null || isGuestName(upn) ? null : domainOf(upn);
  if (domain !== null) owned.add(domain);
}

function addPerson(people: Map<string, Set<string>>, upn: string | null): void {
  if (upn === null || isGuestName(upn)) return;
  const domain = domainOf(upn);
  if (domain === null) return;
  const names = people.get(domain) ?? new Set<string>();
  people.set(domain, names.add(upn));
}
