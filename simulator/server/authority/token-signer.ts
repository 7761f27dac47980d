import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import { decodeProtectedHeader, errors, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { tokenIdOf } from '../../world/chance/ids.js';
import type { Registration } from '../registrations.js';

/** What a valid access token says of its bearer. */
export interface AppToken {
  readonly appId: string;
  readonly tenantId: string;
  readonly roles: readonly string[];
}

export type TokenFault = 'malformed' | 'bad-signature' | 'expired' | 'not-yet' | 'wrong-audience';

/** Issues and checks access tokens, RS256, as the identity provider and the APIs do. */
export interface TokenSigner {
  readonly keys: { readonly keys: readonly JWK[] };
  issue(app: Registration, audience: string, roles: readonly string[], nowMs: number): Promise<string>;
  check(token: string, audience: string, nowMs: number): Promise<AppToken | TokenFault>;
}

export async function createTokenSigner(tenantId: string, lifeSeconds: number): Promise<TokenSigner> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const kid = randomUUID().replaceAll('-', '');
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  const issuer = `https://sts.windows.net/${tenantId}/`;
  return {
    keys: { keys: [jwk] },

    issue(app, audience, roles, nowMs) {
      const now = Math.floor(nowMs / 1000);
      return new SignJWT({
        appid: app.clientId,
        app_displayname: `Mailbox ${app.name}`,
        appidacr: app.credential.kind === 'secret' ? '1' : '2',
        idtyp: 'app',
        oid: app.objectId,
        ...(roles.length === 0 ? {} : { roles }),
        tid: tenantId,
        uti: tokenIdOf(randomUUID()),
        ver: '1.0',
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, x5t: kid })
        .setIssuer(issuer)
        .setSubject(app.objectId)
        .setAudience(audience)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + lifeSeconds)
        .sign(privateKey);
    },

    async check(token, audience, nowMs) {
      try {
        if (decodeProtectedHeader(token).kid !== kid) return 'bad-signature';
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: ['RS256'],
          issuer,
          audience,
          currentDate: new Date(nowMs),
        });
        const { appid, tid, roles } = payload;
        return {
          appId: String(appid),
          tenantId: String(tid),
          roles: Array.isArray(roles) ? roles.map(String) : [],
        };
      } catch (error) {
        return faultOf(error);
      }
    },
  };
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'aud' ? 'wrong-audience' : error.claim === 'nbf' ? 'not-yet' : 'bad-signature';
  }
  return error instanceof errors.JWSSignatureVerificationFailed ? 'bad-signature' : 'malformed';
}
