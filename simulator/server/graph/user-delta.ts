import { type Shown, shown } from '../../shapes/show.js';
import { jsonReply, type Reply } from '../http/call.js';
import { readSelect } from '../odata/query-options.js';
import { contextOf, orRefuse } from './collection-reply.js';
import { refuse } from './graph-error.js';
import type { GraphContext, GraphRequest, GraphRoute } from './graph-route.js';
import { READ_USERS, USER_PROPERTIES } from './users.js';

const DAY_MS = 86_400_000;
/** "Use delta query to track changes": tokens of directory objects are good for seven days. */
const TOKEN_LIFE_MS = 7 * DAY_MS;
const KNOWN = new Set(['$deltatoken', '$select']);

/**
 * "user: delta", as far as following goes: `$deltatoken=latest` gives the mark of now, a mark the accounts that changed since,
 * by id and what of the selected properties can change here. The first full round is not offered: a listing does that.
 */
function userDelta(context: GraphContext, request: GraphRequest): Reply {
  const { query, nowMs } = request.call;
  for (const name of query.keys()) {
    if (!KNOWN.has(name))
      throw refuse(request.call, 400, 'Request_BadRequest', `Unsupported query option '${name}'.`);
  }
  const token = query.get('$deltatoken');
  if (token === null)
    throw refuse(
      request.call,
      400,
      'Request_UnsupportedQuery',
      'This tenant offers changes from now on only.',
    );
  if (token === 'latest') {
    orRefuse(request, () => readSelect(query.get('$select'), USER_PROPERTIES));
    return page(context, request, [], nowMs);
  }
  // The token carries the options of the first call; they cannot be given again.
  const sinceMs = query.has('$select') ? null : context.skipTokens.read(token, 'users/delta')?.asOfMs;
  if (sinceMs === null || sinceMs === undefined)
    throw refuse(request.call, 400, 'Directory_BadDeltaToken', 'Badly formed token.');
  if (sinceMs < nowMs - TOKEN_LIFE_MS)
    throw refuse(request.call, 410, 'syncStateNotFound', 'The sync state is not found; begin anew.');
  const changed = context.tenant.accounts.changedBetween(sinceMs, nowMs);
  const rows = changed.map((id) =>
    shown('user', { id, accountEnabled: context.tenant.accounts.isEnabled(id, nowMs) }),
  );
  return page(context, request, rows, nowMs);
}

function page(context: GraphContext, request: GraphRequest, value: readonly Shown[], nowMs: number): Reply {
  const token = context.skipTokens.make({ offset: 0, asOfMs: nowMs }, 'users/delta');
  const link = `${context.origin()}/${request.version}/users/delta?$deltatoken=${encodeURIComponent(token)}`;
  return jsonReply(200, {
    '@odata.context': contextOf(context, request, 'users'),
    '@odata.deltaLink': link,
    value,
  });
}

export const USER_DELTA_ROUTES: readonly GraphRoute[] = [
  { method: 'GET', path: '/users/delta', roles: READ_USERS, lane: 'directory', handle: userDelta },
];
