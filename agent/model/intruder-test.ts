import type { AccessEvent } from './access-event.js';
import type { Incident } from './incident.js';
import { asnOf } from './network-names.js';

/**
 * Tells whether an event is held to be the intruder's: mail that the incident says so of, or an act in one of its
 * sessions from one of its origins. The session alone is not enough: a stolen cookie shares the owner's session id.
 */
export function intruderTest(incident: Incident): (event: AccessEvent) => boolean {
  const mailEvents = new Set(incident.mailEvents);
  // `sid:<id>` or `uti:<token id>`, with `@<network>` at the end where one session has several.
  const roots = new Set(incident.sessions.map((key) => key.split('@')[0]));
  return (event) => {
    const { id, tokenId } = event.session;
    const isTheirSession =
      (id !== null && roots.has(`sid:${id}`)) || (tokenId !== null && roots.has(`uti:${tokenId}`));
    return mailEvents.has(event.id) || (isTheirSession && hasTheirOrigin(event, incident));
  };
}

function hasTheirOrigin({ network }: AccessEvent, { origins }: Incident): boolean {
  const asn = asnOf(network);
  return origins.some(
    (origin) => origin.address === network.address || (origin.asn !== null && origin.asn === asn),
  );
}
