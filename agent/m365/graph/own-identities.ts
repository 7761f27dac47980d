import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { OwnIdentities } from '../../model/own-identities.js';
import { type Graph, odataText } from './graph.js';

const NEEDS = 'Application.Read.All';
const CALL = { identity: 'reader', lane: 'directory', version: 'v1.0', needs: NEEDS } as const;

/** Service principals and owners of our own applications ("List owners" of application and of servicePrincipal). */
export function graphOwnIdentities(graph: Graph): OwnIdentities {
  const idsAt = async (
    path: readonly string[],
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<readonly string[]> => {
    const name = `graph:GET ${[path[0], path[2]].filter(Boolean).join(' ')}`;
    const ids: string[] = [];
    for await (const values of graph.pages({ ...CALL, name, path, query, signal }))
      ids.push(...idsOf(values));
    return ids;
  };
  return {
    async holdersOf(clientId, signal) {
      const query = { $filter: `appId eq ${odataText(clientId)}`, $select: 'id' };
      const principals = await idsAt(['servicePrincipals'], query, signal);
      const owners: string[] = [];
      for (const id of principals) {
        owners.push(...(await idsAt(['servicePrincipals', id, 'owners'], { $select: 'id' }, signal)));
      }
      // The application itself lies in the tenant that registered it, which may be another.
      for (const id of await idsAt(['applications'], query, signal).catch(noneIfAbsent)) {
        owners.push(...(await idsAt(['applications', id, 'owners'], { $select: 'id' }, signal)));
      }
      return [...new Set([...principals, ...owners])].sort();
    },
  };
}

function noneIfAbsent(cause: unknown): readonly string[] {
  if (cause instanceof OutsideError && cause.kind === 'not-found') return [];
  throw cause;
}

function idsOf(values: readonly JsonValue[]): readonly string[] {
  return values.flatMap((value) => (isJsonObject(value) && typeof value.id === 'string' ? [value.id] : []));
}
