import type { DirectoryObject } from '@microsoft/microsoft-graph-types';
import { shown } from '../../shapes/show.js';
import { jsonReply, type Reply } from '../http/call.js';
import { contextOf } from './collection-reply.js';
import { refuse } from './graph-error.js';
import type { GraphContext, GraphRequest, GraphRoute } from './graph-route.js';

const NAME = 'roleManagement/directory/roleEligibilityScheduleInstances';
const EXPAND_ROLE = 'roleDefinition($select=displayName)';
const EXPAND_PRINCIPAL = 'principal($select=id)';
const EXPANDABLE = [EXPAND_ROLE, EXPAND_PRINCIPAL];

/** "List roleEligibilityScheduleInstances": who may take on which role. It takes P2, and 400 says so where it is not there. */
function listEligible(context: GraphContext, request: GraphRequest): Reply {
  if (!context.tenant.hasPremium)
    throw refuse(
      request.call,
      400,
      'AadPremiumLicenseRequired',
      'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
    );
  const expanded = readExpand(request);
  const value = context.tenant.roles.eligible.map(({ id, principalId, role, roleTemplateId }) =>
    shown('roleEligibility', {
      id,
      principalId,
      roleDefinitionId: roleTemplateId,
      directoryScopeId: '/',
      memberType: 'Direct',
      ...(expanded.includes(EXPAND_ROLE) ? { roleDefinition: { displayName: role } } : {}),
      ...(expanded.includes(EXPAND_PRINCIPAL)
        ? { principal: { '@odata.type': '#microsoft.graph.user', id: principalId } as DirectoryObject }
        : {}),
    }),
  );
  return jsonReply(200, { '@odata.context': contextOf(context, request, NAME), value });
}

/** Raises a Refusal with 400 for what it does not know. */
function readExpand(request: GraphRequest): readonly string[] {
  const { query } = request.call;
  const expanded = query.get('$expand')?.split(',') ?? [];
  const stranger =
    [...query.keys()].find((name) => name !== '$expand') ?? expanded.find((one) => !EXPANDABLE.includes(one));
  if (stranger === undefined) return expanded;
  throw refuse(request.call, 400, 'BadRequest', `'${stranger}' is not supported here.`);
}

export const ROLE_ELIGIBILITY_ROUTES: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: `/${NAME}`,
    roles: ['RoleManagement.Read.All', 'RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory'],
    lane: 'directory',
    handle: listEligible,
  },
];
