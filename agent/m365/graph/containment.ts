import type { Containment } from '../../model/ports.js';
import { parseInstant } from '../../model/time.js';
import type { Graph } from './graph.js';
import { graphAccountState } from './response/account-state.js';
import { graphMethods } from './response/authentication-methods.js';
import { graphRules } from './response/inbox-rules.js';
import { graphGrants } from './response/permission-grants.js';

/**
 * Acts as the responder, with calls that wait for no other of ours; the acts beside the revocation stand in `response/`. The
 * answer to a revoke is documented as 204 and sent as 200 with a body: any 2xx will do. Revoking twice does the same as
 * once, so a lost answer is asked for again. The check reads as the reader: whoever acts is not the one who vouches for it.
 */
export function graphContainment(graph: Graph, origin: string): Containment {
  return {
    ...graphRules(graph),
    ...graphGrants(graph),
    ...graphMethods(graph),
    ...graphAccountState(graph, origin),
    async revokeSessions(userId, signal) {
      await graph.post({
        name: 'graph:POST revokeSignInSessions',
        identity: 'responder',
        needs: 'User.RevokeSessions.All',
        lane: 'containment',
        version: 'v1.0',
        path: ['users', userId, 'revokeSignInSessions'],
        priority: 'high',
        signal,
      });
    },

    async sessionsValidFrom(userId, signal) {
      const { object: user, toldAt } = await graph.datedObject({
        name: 'graph:GET user sessions',
        identity: 'reader',
        needs: 'User.Read.All',
        lane: 'containment',
        version: 'v1.0',
        path: ['users', userId],
        // Not among the properties that come without being asked for.
        query: { $select: 'id,signInSessionsValidFromDateTime' },
        priority: 'high',
        signal,
      });
      const from = user.signInSessionsValidFromDateTime;
      return { validFrom: typeof from === 'string' ? parseInstant(from) : null, toldAt };
    },
  };
}
