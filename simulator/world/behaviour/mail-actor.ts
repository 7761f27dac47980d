import type { MailActor } from '../logging/mail-log.js';
import { withVersion } from '../people/client.js';
import type { MailboxIdentity, Person } from '../people/person.js';
import type { Grant } from '../people/session.js';
import type { Stage } from '../stage.js';

/** A person, or somebody in their name, as mailbox audit sees the holder of a token. */
export function actorOf(
  stage: Stage,
  person: Pick<Person, 'index' | 'identity'>,
  grant: Grant,
  logonType: 'owner' | 'delegate' = 'owner',
): MailActor {
  const { audit, device } = grant.client;
  const day = stage.calendar.dayOf(grant.issuedMs);
  return {
    identity: person.identity,
    logonType,
    audit: { ...audit, clientInfo: withVersion(audit.clientInfo, person.index, day) },
    address: grant.address,
    token: {
      sessionId: grant.session.id,
      tokenId: grant.tokenId,
      issuedMs: grant.issuedMs,
      correlationId: stage.random.fork(`token/${grant.requestId}`).guid(),
    },
    deviceId: device.id,
  };
}

/** Work of a service in the owner's name: no session, an address of Microsoft's. */
export function backgroundActor(owner: MailboxIdentity, address: string, appId: string): MailActor {
  return {
    identity: owner,
    logonType: 'background',
    audit: {
      appId,
      clientAppId: appId,
      clientInfo: 'Client=REST;Client=RESTSystem;;',
      processName: null,
      version: null,
    },
    address,
    token: null,
    deviceId: null,
  };
}
