import type { RoleHolding } from '../../model/directory-ports.js';
import { isJsonObject } from '../../model/json.js';
import type { Graph } from './graph.js';
import { createRoleMembers } from './role-members.js';

const CALL = {
  identity: 'reader',
  lane: 'directory',
  version: 'v1.0',
  needs: 'RoleManagement.Read.Directory',
} as const;

/** Who holds which role now ("List directoryRoles": the activated ones; a role that was never given to anybody is not there). */
export async function heldRoles(graph: Graph, signal: AbortSignal): Promise<readonly RoleHolding[]> {
  const members = createRoleMembers(graph);
  const holdings: RoleHolding[] = [];
  const pages = graph.pages({
    ...CALL,
    name: 'graph:GET directoryRoles',
    path: ['directoryRoles'],
    query: { $select: 'id,displayName' },
    signal,
  });
  for await (const values of pages) {
    for (const value of values) {
      if (!isJsonObject(value) || typeof value.id !== 'string' || typeof value.displayName !== 'string')
        continue;
      const role = value.displayName;
      for (const userId of await members.ofRole(value.id, signal)) holdings.push({ role, userId });
    }
  }
  return holdings;
}

/**
 * Who may take on which role ("List roleEligibilityScheduleInstances"; it takes Microsoft Entra ID P2). Whether a principal is an
 * account or a group is told by the expanded one alone.
 */
export async function eligibleRoles(graph: Graph, signal: AbortSignal): Promise<readonly RoleHolding[]> {
  const members = createRoleMembers(graph);
  const pairs = new Map<string, RoleHolding>();
  const pages = graph.pages({
    ...CALL,
    name: 'graph:GET roleEligibilityScheduleInstances',
    path: ['roleManagement', 'directory', 'roleEligibilityScheduleInstances'],
    query: { $expand: 'roleDefinition($select=displayName),principal($select=id)' },
    signal,
  });
  for await (const values of pages) {
    for (const value of values) {
      if (!isJsonObject(value)) continue;
      const { roleDefinition, principal, principalId } = value;
      const role = isJsonObject(roleDefinition) ? roleDefinition.displayName : undefined;
      if (typeof role !== 'string' || typeof principalId !== 'string') continue;
      const type = isJsonObject(principal) ? principal['@odata.type'] : undefined;
      const ids =
        type === '#microsoft.graph.group' ? await members.ofGroup(principalId, signal) : [principalId];
      for (const userId of ids) pairs.set(`${role}\n${userId}`, { role, userId });
    }
  }
  return [...pairs.values()];
}
