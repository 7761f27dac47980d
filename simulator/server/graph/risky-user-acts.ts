import type { RiskyUsersBody } from '../../shapes/newer-shapes.js';
import type { SimUser } from '../../tenant.js';
import { emptyReply, type Reply } from '../http/call.js';
import { refuse } from './graph-error.js';
import type { GraphContext, GraphRequest, GraphRoute } from './graph-route.js';
import { jsonBody } from './json-body.js';

const MOST_USERS = 60;

/** What an administrator says of an account's risk ("riskyUser: confirmCompromised", "riskyUser: dismiss"). */
function act(isCompromised: boolean): GraphRoute['handle'] {
  return (context: GraphContext, request: GraphRequest): Reply => {
    for (const user of usersOf(context, request)) {
      const { nowMs } = request.call;
      const { appId } = request.token;
      context.tenant.stateRisk(user, isCompromised, nowMs);
      const activity = isCompromised ? 'ConfirmAccountCompromised' : 'DismissUser';
      context.tenant.audit(activity, user, appId, nowMs);
      const kind = isCompromised ? 'confirm-compromised' : 'dismiss-risk';
      context.journal.act({ atMs: nowMs, kind, userId: user.id, appId });
    }
    return emptyReply(204);
  };
}

function usersOf(context: GraphContext, request: GraphRequest): readonly SimUser[] {
  const { userIds } = jsonBody<RiskyUsersBody>(request);
  if (!Array.isArray(userIds) || userIds.length === 0 || userIds.length > MOST_USERS)
    throw refuse(request.call, 400, 'BadRequest', `Between 1 and ${MOST_USERS} user ids must be given.`);
  return userIds.map((id) => {
    const user = context.tenant.accounts.find(String(id));
    if (user !== null) return user;
    throw refuse(request.call, 404, 'ResourceNotFound', 'The user was not found.');
  });
}

const roles = ['IdentityRiskyUser.ReadWrite.All'];
const lane = 'identity-protection' as const;
const ROOT = '/identityProtection/riskyUsers';

export const RISKY_USER_ACT_ROUTES: readonly GraphRoute[] = [
  { method: 'POST', path: `${ROOT}/confirmCompromised`, roles, lane, handle: act(true) },
  { method: 'POST', path: `${ROOT}/dismiss`, roles, lane, handle: act(false) },
];
