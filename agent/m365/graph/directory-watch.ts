import type { DirectoryWatch } from '../../model/directory-ports.js';
import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { Graph, GraphCall } from './graph.js';
import { eligibleRoles, heldRoles } from './role-holdings.js';
import { PROFILE_FIELDS } from './user-profile.js';

/** Only what is selected is tracked. A changed row holds little more than what changed, so accounts are read again by their ids. */
const TRACKED = `id,userPrincipalName,mail,displayName,accountEnabled,${PROFILE_FIELDS}`;

/**
 * Follows accounts by "user: delta". Its marks are whole links of the provider's, which live seven days; what it then
 * answers, 410 or another refusal, means that all has to be read anew ("Use delta query to track changes").
 */
export function graphDirectoryWatch(graph: Graph): DirectoryWatch {
  return {
    async mark(signal) {
      // "Sync from now" of directory objects: a link to later changes, and no account.
      const { link } = await readToLink(callOf({ $deltatoken: 'latest', $select: TRACKED }, signal), null);
      return link;
    },

    async changesSince(mark, signal) {
      try {
        const { link, ids } = await readToLink(callOf({}, signal), mark);
        return { ids: [...ids], mark: link };
      } catch (error) {
        if (isForgotten(error)) return null;
        throw error;
      }
    },

    roleHoldings: (kind, signal) =>
      kind === 'held' ? heldRoles(graph, signal) : eligibleRoles(graph, signal),
  };

  async function readToLink(
    call: GraphCall,
    from: string | null,
  ): Promise<{ readonly link: string; readonly ids: ReadonlySet<string> }> {
    const ids = new Set<string>();
    let link: string | null = null;
    for await (const page of graph.fullPages(call, from)) {
      for (const id of idsIn(page)) ids.add(id);
      const last = page['@odata.deltaLink'];
      if (typeof last === 'string') link = last;
    }
    if (link !== null) return { link, ids };
    throw new OutsideError('malformed-answer', `${call.name}: the last page has no link to later changes`);
  }
}

function callOf(query: Readonly<Record<string, string>>, signal: AbortSignal): GraphCall {
  return {
    name: 'graph:GET users delta',
    identity: 'reader',
    needs: 'User.Read.All',
    lane: 'directory',
    version: 'v1.0',
    path: ['users', 'delta'],
    query,
    signal,
  };
}

function idsIn(page: JsonObject): readonly string[] {
  const values = Array.isArray(page.value) ? page.value : [];
  return values.flatMap((value) => (isJsonObject(value) && typeof value.id === 'string' ? [value.id] : []));
}

/** A mark that is too old, of another shape, or of another cloud's host is worth nothing any more. */
function isForgotten(error: unknown): boolean {
  return error instanceof OutsideError && (error.kind === 'not-found' || error.kind === 'refused');
}
