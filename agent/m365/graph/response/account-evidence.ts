import type { EvidencePart } from '../../../model/frozen-evidence.js';
import { isJsonObject, type JsonObject } from '../../../model/json.js';
import type { IdentityName } from '../../../model/ports.js';
import type { AccountEvidence } from '../../../model/response-ports.js';
import type { Lane } from '../../calls/budget.js';
import type { Graph, GraphCall } from '../graph.js';

/** Where a part lies, and by which of the permissions that its step takes anyhow it is read. */
interface Place {
  readonly identity: IdentityName;
  readonly needs: string;
  readonly lane: Lane;
  /** Below the user. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
}

const PLACES: Readonly<Record<EvidencePart, Place>> = {
  account: {
    identity: 'reader',
    needs: 'User.Read.All',
    lane: 'directory',
    path: [],
    // Neither the state nor the date comes without being asked for.
    query: { $select: 'id,userPrincipalName,accountEnabled,signInSessionsValidFromDateTime' },
  },
  'inbox-rules': {
    identity: 'responder',
    needs: 'MailboxSettings.ReadWrite',
    lane: 'mailbox',
    path: ['mailFolders', 'inbox', 'messageRules'],
  },
  grants: {
    identity: 'responder',
    needs: 'DelegatedPermissionGrant.ReadWrite.All',
    lane: 'directory',
    path: ['oauth2PermissionGrants'],
  },
  'authentication-methods': {
    identity: 'responder',
    needs: 'UserAuthenticationMethod.ReadWrite.All',
    // Counts against the narrow throttle of the sign-in log.
    lane: 'reports',
    path: ['authentication', 'methods'],
  },
};

/** Reads what is there and changes nothing; it waits behind whatever contains, and behind the logs. */
export function graphAccountEvidence(graph: Graph): AccountEvidence {
  return {
    async read(userId, part, signal) {
      const { path, lane, ...place } = PLACES[part];
      const call: GraphCall = {
        ...place,
        name: `graph:GET evidence ${part}`,
        lane,
        ...(lane === 'mailbox' ? { mailbox: userId.toLowerCase() } : {}),
        version: 'v1.0',
        path: ['users', userId, ...path],
        signal,
      };
      if (part === 'account') return [await graph.object(call)];
      const objects: JsonObject[] = [];
      for await (const values of graph.pages(call)) objects.push(...values.filter(isJsonObject));
      return objects;
    },
  };
}
