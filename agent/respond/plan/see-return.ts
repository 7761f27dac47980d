import type { AccessEvent } from '../../model/access-event.js';
import { clientKind } from '../../model/client-kind.js';
import type { Incident } from '../../model/incident.js';
import { intruderTest } from '../../model/intruder-test.js';
import { asnOf } from '../../model/network-names.js';
import type { Instant } from '../../model/time.js';

/** How it shows that somebody is in there after the sessions were ended. */
export type ReturnKind = 'old-session' | 'new-sign-in' | 'application' | 'like-before';

/** An act after the revocation that is held to be the intruder's. */
export interface Return {
  readonly kind: ReturnKind;
  readonly event: AccessEvent;
}

/**
 * Acts after `since` that are the intruder's, oldest first. The account is watched, so less is asked for than of a stranger:
 * the intruder's session, address or application, or the same network owner with the same kind of program.
 */
export function seeReturns(
  incident: Incident,
  events: readonly AccessEvent[],
  applications: ReadonlySet<string>,
  since: Instant,
): readonly Return[] {
  const isTheirs = intruderTest(incident);
  const addresses = new Set(incident.origins.flatMap(({ address }) => address ?? []));
  const asns = new Set(incident.origins.flatMap(({ asn }) => asn ?? []));
  const before = events.filter((event) => event.at <= since);
  const begun = new Set(before.flatMap(({ session }) => session.id ?? []));
  const isNewSession = ({ session }: AccessEvent) => session.id !== null && !begun.has(session.id);
  const kinds = new Set(before.filter(isTheirs).map(({ client }) => clientKind(client)));
  const owners = new Set(before.filter((event) => !isTheirs(event)).map(({ network }) => asnOf(network)));
  const kindOf = (event: AccessEvent): ReturnKind | null => {
    if (event.client.appId !== null && applications.has(event.client.appId.toLowerCase()))
      return 'application';
    // What the incident grew by since is the intruder's too, and is no old session for that.
    if (isTheirs(event)) return isNewSession(event) ? 'new-sign-in' : 'old-session';
    const { address } = event.network;
    const asn = asnOf(event.network);
    if (address !== null && addresses.has(address)) return 'new-sign-in';
    // The owner's own network says nothing, whoever else was in it.
    const isLike = asn !== null && asns.has(asn) && !owners.has(asn) && kinds.has(clientKind(event.client));
    return isLike ? 'like-before' : null;
  };
  return events.flatMap((event) => {
    if (event.at <= since || !isAccess(event)) return [];
    const kind = kindOf(event);
    return kind === null ? [] : [{ kind, event }];
  });
}

/** Something that a person or program got done with a credential. */
function isAccess(event: AccessEvent): boolean {
  return (
    event.needsCredential &&
    event.outcome !== 'failure' &&
    event.outcome !== 'interrupted' &&
    event.facts.isOwnAct !== true &&
    (event.kind === 'sign-in' || event.kind === 'inbox-rule' || event.kind.startsWith('mail'))
  );
}
