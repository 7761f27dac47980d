import type { SimUser } from '../../tenant.js';
import { refuse } from './graph-error.js';
import type { GraphContext, GraphRequest } from './graph-route.js';

/** An application without a directory role of its own cannot touch accounts that hold one. Raises a Refusal with 403. */
export function refusePrivileged(context: GraphContext, request: GraphRequest, user: SimUser): void {
  if (!context.tenant.roles.isPrivileged(user)) return;
  throw refuse(
    request.call,
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}
