import type { AppToken, TokenFault, TokenSigner } from '../authority/token-signer.js';
import type { Call } from '../http/call.js';
import { refuse } from './graph-error.js';

const TEXTS: Readonly<Record<TokenFault, string>> = {
  malformed: 'CompactToken parsing failed with error code: 80049217',
  'bad-signature': 'Access token validation failure. Invalid signature.',
  expired: 'Lifetime validation failed, the token is expired.',
  'not-yet': 'Lifetime validation failed, the token is not yet valid.',
  'wrong-audience': 'Access token validation failure. Invalid audience.',
};

/** The token of a Graph call. Raises a Refusal with 401 for one that is missing or not good. */
export async function checkGraphToken(call: Call, signer: TokenSigner, audience: string): Promise<AppToken> {
  const [scheme = '', token = ''] = (call.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '') throw refuseToken(call, 'Access token is empty.');
  const checked = await signer.check(token, audience, call.machineMs);
  if (typeof checked === 'string') throw refuseToken(call, TEXTS[checked]);
  return checked;
}

function refuseToken(call: Call, text: string): Error {
  return refuse(call, 401, 'InvalidAuthenticationToken', text, {
    'www-authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
  });
}
