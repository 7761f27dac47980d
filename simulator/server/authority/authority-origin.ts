import { type Answer, type Call, jsonReply, type Origin, Refusal, type Reply } from '../http/call.js';
import { RouteTable } from '../http/match-route.js';
import { aadstsReply } from './aadsts.js';
import { issueToken, type TokenEndpointDeps } from './token-endpoint.js';

type Handler = (call: Call) => Promise<{ readonly reply: Reply; readonly appId: string | null }>;

/** The identity provider: discovery, keys and the token endpoint for applications. */
export function createAuthority(deps: TokenEndpointDeps): Origin {
  const discovery: Handler = async (call) => ({ reply: jsonReply(200, metadata(deps, call)), appId: null });
  const table = new RouteTable<{ method: string; path: string; handle: Handler }>([
    { method: 'GET', path: '/{tenant}/v2.0/.well-known/openid-configuration', handle: discovery },
    { method: 'GET', path: '/{tenant}/.well-known/openid-configuration', handle: discovery },
    {
      method: 'GET',
      path: '/{tenant}/discovery/v2.0/keys',
      handle: async () => ({ reply: jsonReply(200, deps.signer.keys), appId: null }),
    },
    { method: 'POST', path: '/{tenant}/oauth2/v2.0/token', handle: (call) => issueToken(deps, call) },
  ]);
  return {
    routeOf(call) {
      const match = table.find(call.method, call.segments);
      return 'route' in match ? match.route.path : 'unknown';
    },
    async handle(call): Promise<Answer> {
      const match = table.find(call.method, call.segments);
      if (!('route' in match)) {
        return {
          route: 'unknown',
          appId: null,
          reply: { status: match.isPathKnown ? 405 : 404, headers: {}, body: '' },
        };
      }
      const { path } = match.route;
      try {
        if (match.params.tenant?.toLowerCase() !== deps.tenantId) throw unknownTenant(call);
        return { route: path, ...(await match.route.handle(call)) };
      } catch (error) {
        if (error instanceof Refusal) return { route: path, appId: null, reply: error.reply };
        throw error;
      }
    },
  };
}

function unknownTenant(call: Call): Refusal {
  const text = `Tenant '${call.segments[0] ?? ''}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
  return new Refusal(aadstsReply(400, 'invalid_tenant', 90002, text, call));
}

function metadata(deps: TokenEndpointDeps, call: Call): object {
  const { authority, graph } = deps.origins();
  const base = `${authority}/${call.segments[0] ?? ''}`;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    tenant_region_scope: 'NA',
    msgraph_host: new URL(graph).host,
  };
}
