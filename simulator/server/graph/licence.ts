import { refuse } from './graph-error.js';
import type { GraphContext, GraphRequest, GraphRoute } from './graph-route.js';

/** Guards the routes of what a tenant without Entra ID P1 may not read through the API. */
export function withPremium(routes: readonly GraphRoute[]): readonly GraphRoute[] {
  return routes.map((route) => ({
    ...route,
    handle(context: GraphContext, request: GraphRequest) {
      if (context.tenant.hasPremium) return route.handle(context, request);
      throw refuse(
        request.call,
        403,
        'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
        "Neither tenant is B2C or tenant doesn't have premium license",
      );
    },
  }));
}
