import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, importJWK, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Call } from '../http/call.js';
import { FEDERATION_AUDIENCE, type RegisteredCredential, type Registration } from '../registrations.js';
import { refuseClient, refuseToken } from './aadsts.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_ASSERTION_SECONDS = 24 * 3600;

/** Raises a Refusal unless the form proves that it comes from the app. */
export async function checkCredential(
  call: Call,
  form: URLSearchParams,
  app: Registration,
  tokenEndpoint: string,
): Promise<void> {
  const { credential } = app;
  const assertion = form.get('client_assertion');
  if (assertion === null) {
    checkSecret(call, form, app);
    return;
  }
  if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
    throw refuseToken(
      call,
      400,
      'invalid_request',
      900144,
      "The request body must contain the following parameter: 'client_assertion_type'.",
    );
  }
  if (credential.kind === 'certificate')
    await checkCertificate(call, assertion, app, credential, tokenEndpoint);
  else if (credential.kind === 'federated') await checkFederated(call, assertion, credential);
  else throw refuseClient(call, 700027, 'No certificate is registered on the application.');
}

function checkSecret(call: Call, form: URLSearchParams, app: Registration): void {
  const secret = form.get('client_secret');
  if (secret === null) {
    throw refuseClient(
      call,
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  const registered = app.credential.kind === 'secret' ? app.credential.secret : null;
  if (registered === null || !isEqual(secret, registered)) {
    throw refuseClient(
      call,
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.clientId}'.`,
    );
  }
}

async function checkCertificate(
  call: Call,
  assertion: string,
  app: Registration,
  credential: Extract<RegisteredCredential, { kind: 'certificate' }>,
  tokenEndpoint: string,
): Promise<void> {
  const header = readHeader(call, assertion);
  if (header['x5t#S256'] !== credential.thumbprint) {
    throw refuseClient(
      call,
      700027,
      'The certificate with identifier used to sign the client assertion is not registered on application.',
    );
  }
  if (credential.notAfterMs <= call.nowMs) {
    throw refuseClient(
      call,
      700027,
      'The certificate with identifier used to sign the client assertion is expired on application.',
    );
  }
  await verify(call, assertion, credential.publicKey, {
    algorithms: ['PS256'],
    issuer: app.clientId,
    subject: app.clientId,
    audience: tokenEndpoint,
    requiredClaims: ['exp', 'jti'],
  });
  const { exp = 0, nbf, iat } = decodeJwt(assertion);
  if (exp - (nbf ?? iat ?? Math.floor(call.nowMs / 1000)) > LONGEST_ASSERTION_SECONDS) {
    throw refuseClient(call, 700024, 'Client assertion is not within its valid time range.');
  }
}

async function checkFederated(
  call: Call,
  assertion: string,
  credential: Extract<RegisteredCredential, { kind: 'federated' }>,
): Promise<void> {
  readHeader(call, assertion);
  const { iss, sub, aud } = decodeJwt(assertion);
  const mismatch =
    iss !== credential.issuer
      ? ([700211, 'issuer'] as const)
      : ![aud].flat().includes(FEDERATION_AUDIENCE)
        ? ([700212, 'audience'] as const)
        : sub !== credential.subject
          ? ([700213, 'subject'] as const)
          : null;
  if (mismatch !== null) {
    const [code, what] = mismatch;
    throw refuseClient(
      call,
      code,
      `No matching federated identity record found for presented assertion ${what}.`,
    );
  }
  const key = await importJWK(credential.issuerKey, 'RS256');
  await verify(call, assertion, key, { algorithms: ['RS256'], requiredClaims: ['exp'] });
}

async function verify(
  call: Call,
  assertion: string,
  key: Parameters<typeof jwtVerify>[1],
  options: JWTVerifyOptions,
): Promise<void> {
  try {
    await jwtVerify(assertion, key, { ...options, currentDate: new Date(call.nowMs), clockTolerance: 300 });
  } catch (error) {
    const isTime =
      error instanceof errors.JWTExpired ||
      (error instanceof errors.JWTClaimValidationFailed && (error.claim === 'nbf' || error.claim === 'exp'));
    throw isTime
      ? refuseClient(call, 700024, 'Client assertion is not within its valid time range.')
      : refuseClient(
          call,
          50012,
          'Client assertion failed validation: audience, issuer, subject or signature is invalid.',
        );
  }
}

function readHeader(call: Call, assertion: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    decodeJwt(assertion);
    return decodeProtectedHeader(assertion);
  } catch {
    throw refuseClient(call, 50027, 'JWT token is invalid or malformed.');
  }
}

function isEqual(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
