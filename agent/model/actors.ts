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
  for (const event of events) {
    for (const principal of [event.user, event.mailbox]) learn(principal, upns);
  }
  const keyOf = (principal: Principal | null): string | null => {
    const key = principalKey(principal);
    return key === null ? null : (upns.get(key) ?? key);
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
function learn(principal: Principal | null, upns: Map<string, string>): void {
  const upn = principal?.upn;
  const id = principal?.id;
  if (upn === null || upn === undefined || upn === '' || id === null || id === undefined) return;
  const key = `id:${id.toLowerCase()}`;
  const known = upns.get(key);
  const lower = upn.toLowerCase();
  if (known === undefined || lower < known) upns.set(key, lower);
}
