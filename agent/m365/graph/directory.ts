import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import type { Directory, DirectoryUser } from '../../model/ports.js';
import { type Graph, type GraphCall, odataText } from './graph.js';
import { createRoleMembers } from './role-members.js';
import { PROFILE_EXPAND, PROFILE_FIELDS, toProfile } from './user-profile.js';

const USER_FIELDS = `id,userPrincipalName,mail,displayName,accountEnabled,${PROFILE_FIELDS}`;
const CALL = { identity: 'reader', lane: 'directory', version: 'v1.0' } as const;

/** The tenant's accounts and roles. */
export function graphDirectory(graph: Graph): Directory {
  return {
    async *users(signal) {
      const pages = graph.pages({
        ...CALL,
        name: 'graph:GET users',
        needs: 'User.Read.All',
        path: ['users'],
        query: { $select: USER_FIELDS, $top: '999' },
        signal,
      });
      for await (const values of pages) yield* usersOf(values);
    },

    async user(idOrUpn, signal) {
      const call: GraphCall = {
        ...CALL,
        name: 'graph:GET user',
        needs: 'User.Read.All',
        path: ['users', idOrUpn],
        query: { $select: USER_FIELDS, $expand: PROFILE_EXPAND },
        signal,
      };
      try {
        return toUser(await graph.object(call));
      } catch (error) {
        if (error instanceof OutsideError && error.kind === 'not-found') return null;
        throw error;
      }
    },

    async roleMembers(role, signal) {
      const needs = 'RoleManagement.Read.Directory';
      const roles = graph.pages({
        ...CALL,
        name: 'graph:GET directoryRoles',
        needs,
        path: ['directoryRoles'],
        query: { $filter: `displayName eq ${odataText(role)}`, $select: 'id,displayName' },
        signal,
      });
      const found = new Set<string>();
      const members = createRoleMembers(graph);
      for await (const values of roles) {
        for (const id of idsOf(values)) for (const one of await members.ofRole(id, signal)) found.add(one);
      }
      return [...found].sort();
    },
  };
}

function* usersOf(values: readonly JsonValue[]): Generator<DirectoryUser> {
  for (const value of values) {
    const user = isJsonObject(value) ? toUser(value) : null;
    if (user !== null) yield user;
  }
}

function idsOf(values: readonly JsonValue[]): readonly string[] {
  return values.flatMap((value) => (isJsonObject(value) && typeof value.id === 'string' ? [value.id] : []));
}

/** Null for an entry without id or name, which no account has. */
function toUser(value: JsonObject): DirectoryUser | null {
  const { id, userPrincipalName: upn, mail, displayName, accountEnabled } = value;
  if (typeof id !== 'string' || typeof upn !== 'string') return null;
  return {
    id,
    upn: upn.toLowerCase(),
    mail: typeof mail === 'string' ? mail.toLowerCase() : null,
    displayName: typeof displayName === 'string' ? displayName : null,
    isEnabled: typeof accountEnabled === 'boolean' ? accountEnabled : null,
    profile: toProfile(value),
  };
}
