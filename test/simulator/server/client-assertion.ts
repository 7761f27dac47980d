import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SignJWT } from 'jose';

export interface AssertionParts {
  readonly clientId: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly audience: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly algorithm?: 'PS256' | 'RS256';
  readonly thumbprint?: string;
  /** Seconds from now. */
  readonly notBefore?: number;
  readonly expires?: number;
}

/** A certificate assertion, right unless a part is given otherwise. */
export function clientAssertion(parts: AssertionParts): Promise<string> {
  const certificate = new X509Certificate(readFileSync(parts.certificateFile));
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url');
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: parts.algorithm ?? 'PS256', 'x5t#S256': parts.thumbprint ?? thumbprint })
    .setIssuer(parts.issuer ?? parts.clientId)
    .setSubject(parts.subject ?? parts.clientId)
    .setAudience(parts.audience)
    .setNotBefore(now + (parts.notBefore ?? 0))
    .setExpirationTime(now + (parts.expires ?? 600))
    .sign(createPrivateKey(readFileSync(parts.keyFile, 'utf8')));
}
