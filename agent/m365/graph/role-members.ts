import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { Graph } from './graph.js';

const CALL = { identity: 'reader', lane: 'directory', version: 'v1.0' } as const;
/** Members that are no people: groups, once their people are named, and services. */
const NO_PEOPLE: ReadonlySet<JsonValue | undefined> = new Set([
  '#microsoft.graph.group',
  '#microsoft.graph.servicePrincipal',
]);
const ROLE_READ = 'RoleManagement.Read.Directory';

/** Looks up who stands behind roles. A group is looked into once for as long as this lives. Raises `OutsideError`. */
export interface RoleMembers {
  /** Ids of the accounts that hold an activated role, by the role's id. */
  ofRole(roleId: string, signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Ids of the accounts in a group and in the groups inside it. */
  ofGroup(groupId: string, signal: AbortSignal): Promise<ReadonlySet<string>>;
}

export function createRoleMembers(graph: Graph): RoleMembers {
  const groups = new Map<string, ReadonlySet<string>>();

  async function ofGroup(groupId: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const known = groups.get(groupId);
    if (known !== undefined) return known;
    const members = new Set<string>();
    const path = ['groups', groupId, 'transitiveMembers'];
    // The transitive answer names the people of groups in groups already.
    const pages = graph.pages({
      ...CALL,
      name: 'graph:GET group members',
      needs: 'GroupMember.Read.All',
      path,
      query: { $select: 'id' },
      signal,
    });
    for await (const values of pages) {
      for (const { id, type } of membersIn(values)) if (!NO_PEOPLE.has(type)) members.add(id);
    }
    groups.set(groupId, members);
    return members;
  }

  return {
    ofGroup,
    async ofRole(roleId, signal) {
      const members = new Set<string>();
      const path = ['directoryRoles', roleId, 'members'];
      const name = 'graph:GET directoryRole members';
      const pages = graph.pages({ ...CALL, name, needs: ROLE_READ, path, query: { $select: 'id' }, signal });
      for await (const values of pages) {
        for (const { id, type } of membersIn(values)) {
          if (type === '#microsoft.graph.group') {
            for (const inside of await ofGroup(id, signal)) members.add(inside);
          } else if (!NO_PEOPLE.has(type)) members.add(id);
        }
      }
      return members;
    },
  };
}

function membersIn(
  values: readonly JsonValue[],
): readonly { readonly id: string; readonly type: JsonValue | undefined }[] {
  return values.flatMap((value) =>
    isJsonObject(value) && typeof value.id === 'string' ? [{ id: value.id, type: value['@odata.type'] }] : [],
  );
}
