import { type AccessEvent, type Principal, principalKey } from './access-event.js';

/** Tells who acted, also where one record names the account by its id and the next by its UPN. */
export interface Actors {
  /** Account key of the actor, `app:<application id>` for an application on its own, `?` when the record does not say. */
  of(event: AccessEvent): string;
  /** The one key of an account that has two: `id:<id>` becomes the UPN where an event tells it. */
  canonical(key: string): string;
}

/** Learns from events which id belongs to which UPN. */
export function readActors(events: readonly AccessEvent[]): Actors {
  const upns = new Map<string, string>();
  // Stored events share equal parts, so that most principals of a long timeline were met before.
  const met = new Set<Principal>();
  const meet = (principal: Principal | null): void => {
    if (principal === null || met.has(principal)) return;
    met.add(principal);
    learn(principal, upns);
  };
  for (const { user, mailbox } of events) {
    meet(user);
    meet(mailbox);
  }
  const keys = new Map<Principal, string | null>();
  const keyOf = (principal: Principal | null): string | null => {
    if (principal === null) return null;
    const known = keys.get(principal);
    if (known !== undefined) return known;
    const own = principalKey(principal);
    const key = own === null ? null : (upns.get(own) ?? own);
    keys.set(principal, key);
    return key;
  };
  return {
    canonical: (key) => upns.get(key) ?? key,
    of(event) {
      if (event.actorType === 'application') {
        return event.client.appId === null ? (keyOf(event.user) ?? '?') : `app:${event.client.appId}`;
      }
      return keyOf(event.user) ?? keyOf(event.mailbox) ?? '?';
    },
  };
}

/** The smaller UPN wins where an account was renamed, so that order cannot matter. */
function learn({ upn, id }: Principal, upns: Map<string, string>): void {
  if (upn === null || upn === '' || id === null) return;
  const key = `id:${id.toLowerCase()}`;
  const known = upns.get(key);
  const lower = upn.toLowerCase();
  if (known === undefined || lower < known) upns.set(key, lower);
}
