import { type Call, jsonReply, type Reply } from '../http/call.js';
import type { Registration } from '../registrations.js';
import { refuseToken } from './aadsts.js';
import { checkCredential } from './check-credential.js';
import type { TokenSigner } from './token-signer.js';

export interface TokenEndpointDeps {
  readonly tenantId: string;
  readonly apps: readonly Registration[];
  readonly signer: TokenSigner;
  readonly tokenLifeSeconds: number;
  /** The three origins; known once all listen. */
  readonly origins: () => { readonly authority: string; readonly graph: string; readonly management: string };
}

/** `POST /oauth2/v2.0/token` for applications. Raises a Refusal with the AADSTS error. */
export async function issueToken(
  deps: TokenEndpointDeps,
  call: Call,
): Promise<{ readonly reply: Reply; readonly appId: string }> {
  const form = readForm(call);
  const app = appOf(deps, call, form.get('client_id') ?? '');
  const origins = deps.origins();
  await checkCredential(call, form, app, `${origins.authority}/${deps.tenantId}/oauth2/v2.0/token`);
  const { audience, roles } = resourceOf(call, form.get('scope') ?? '', app, origins);
  const token = await deps.signer.issue(app, audience, roles, call.nowMs);
  const life = deps.tokenLifeSeconds;
  const body = { token_type: 'Bearer', expires_in: life, ext_expires_in: life, access_token: token };
  return { appId: app.clientId, reply: jsonReply(200, body, { 'cache-control': 'no-store, no-cache' }) };
}

function readForm(call: Call): URLSearchParams {
  const isForm = (call.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm ? call.body.toString('utf8') : '');
  for (const name of ['grant_type', 'client_id', 'scope']) {
    if ((form.get(name) ?? '') !== '') continue;
    const text = `The request body must contain the following parameter: '${name}'.`;
    throw refuseToken(call, 400, 'invalid_request', 900144, text);
  }
  if (form.get('grant_type') !== 'client_credentials') {
    const text = 'The app requested an unsupported grant type.';
    throw refuseToken(call, 400, 'unsupported_grant_type', 70003, text);
  }
  return form;
}

function appOf(deps: TokenEndpointDeps, call: Call, clientId: string): Registration {
  const app = deps.apps.find((one) => one.clientId === clientId.toLowerCase());
  if (app !== undefined) return app;
  const text = `Application with identifier '${clientId}' was not found in the directory.`;
  throw refuseToken(call, 400, 'unauthorized_client', 700016, text);
}

function resourceOf(
  call: Call,
  scope: string,
  app: Registration,
  origins: { readonly graph: string; readonly management: string },
): { readonly audience: string; readonly roles: readonly string[] } {
  // The client library adds OpenID's own scopes in some flows; they name no resource.
  const scopes = scope
    .split(' ')
    .filter((one) => one !== '' && !['openid', 'profile', 'offline_access'].includes(one));
  const resources = new Set(scopes.map((one) => one.replace(/\/[^/]*$/, '')));
  if (resources.size > 1) {
    throw refuseToken(
      call,
      400,
      'invalid_scope',
      70011,
      'The provided request must include a scope of one resource only.',
    );
  }
  const [only = ''] = scopes;
  if (!only.endsWith('/.default')) {
    throw refuseToken(
      call,
      400,
      'invalid_scope',
      70011,
      `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    );
  }
  const audience = only.slice(0, -'/.default'.length);
  if (audience === origins.graph) return { audience, roles: app.roles.graph };
  if (audience === origins.management) return { audience, roles: app.roles.management };
  throw refuseToken(
    call,
    400,
    'invalid_resource',
    500011,
    `The resource principal named ${audience} was not found in the tenant.`,
  );
}
