import type { OAuth2PermissionGrant } from '@microsoft/microsoft-graph-types';
import { isJsonObject, type JsonValue } from '../../../model/json.js';
import type { GrantControl, PermissionGrant } from '../../../model/response-ports.js';
import { type Graph, odataText } from '../graph.js';
import { responseCall, unlessAlready } from './response-call.js';

const NEEDS = 'DelegatedPermissionGrant.ReadWrite.All';

/** Delegated permission grants: one for each account, application and API ("oAuth2PermissionGrant resource type"). */
export function graphGrants(graph: Graph): GrantControl {
  return {
    async servicePrincipal(appId, signal) {
      const at = ['servicePrincipals'];
      const call = responseCall('reader', 'GET servicePrincipals', 'Application.Read.All', at, signal);
      const query = { $filter: `appId eq ${odataText(appId)}`, $select: 'id' };
      for await (const [found] of graph.pages({ ...call, query })) {
        if (isJsonObject(found) && typeof found.id === 'string') return found.id;
      }
      return null;
    },

    async grants(userId, signal) {
      const at = ['users', userId, 'oauth2PermissionGrants'];
      const call = responseCall('responder', 'GET oauth2PermissionGrants', NEEDS, at, signal);
      const grants: PermissionGrant[] = [];
      for await (const values of graph.pages(call)) grants.push(...values.flatMap(toGrant));
      return grants;
    },

    async removeGrant(grantId, signal) {
      const at = ['oauth2PermissionGrants', grantId];
      const call = responseCall('responder', 'DELETE oauth2PermissionGrant', NEEDS, at, signal);
      await unlessAlready([404], () => graph.remove(call));
    },

    async restoreGrant(userId, { clientId, resourceId, scope }, signal) {
      const at = ['oauth2PermissionGrants'];
      const call = responseCall('responder', 'POST oauth2PermissionGrants', NEEDS, at, signal);
      const body = { clientId, consentType: 'Principal', principalId: userId, resourceId, scope };
      // A second grant of the same three is refused: "Permission entry already exists".
      await unlessAlready([409], () => graph.post(call, body));
    },
  };
}

function toGrant(value: JsonValue): readonly PermissionGrant[] {
  if (!isJsonObject(value)) return [];
  const { id, clientId, resourceId, scope, consentType } = value as OAuth2PermissionGrant;
  if (id === undefined || clientId === undefined || resourceId === undefined) return [];
  const isTenantWide = consentType !== 'Principal';
  return [{ id, clientId, resourceId, scope: scope?.trim() ?? '', isTenantWide }];
}
