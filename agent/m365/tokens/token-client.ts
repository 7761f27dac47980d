import { AuthError, ConfidentialClientApplication, type Configuration, LogLevel } from '@azure/msal-node';
import { OutsideError } from '../../model/errors.js';
import type { Clock } from '../../model/ports.js';
import type { HttpClient } from '../../runtime/http.js';
import type { M365Credential, M365Identity } from '../options.js';
import { readClientCertificate } from './client-certificate.js';
import { createTokenNetwork } from './token-network.js';

export interface AcquiredToken {
  readonly value: string;
  readonly expiresAtMs: number;
}

/** Asks the authority for tokens of one identity; keeps none. One acquisition at a time. */
export interface TokenClient {
  /** One attempt. Raises `OutsideError`. */
  acquire(scope: string, signal: AbortSignal): Promise<AcquiredToken>;
}

export interface TokenClientDeps {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly authority: string;
  readonly tenantId: string;
}

/** One confidential client of the library, made at the first use and kept. */
export function createTokenClient(name: string, identity: M365Identity, deps: TokenClientDeps): TokenClient {
  const network = createTokenNetwork(name, deps.http, deps.clock);
  let application: ConfidentialClientApplication | null = null;

  return {
    async acquire(scope, signal) {
      checkCredential(name, identity.credential, deps.clock.nowMs());
      application ??= new ConfidentialClientApplication({
        auth: {
          clientId: identity.clientId,
          authority: `${deps.authority}/${deps.tenantId}`,
          // With the port: else the library asks the public cloud whether it knows the host.
          knownAuthorities: [new URL(deps.authority).host],
          ...credentialSettings(name, identity.credential, deps.clock.nowMs()),
        },
        system: { networkClient: network.module, loggerOptions: QUIET },
      });
      network.begin(signal);
      try {
        const result = await application.acquireTokenByClientCredential({
          scopes: [scope],
          skipCache: true,
          azureRegion: NO_REGION,
        });
        return understand(name, result, deps.clock.nowMs());
      } catch (cause) {
        throw network.failure() ?? asOutsideError(name, cause);
      }
    },
  };
}

/** The environment can name a region for the library, whose host is then another than the configured one. */
const NO_REGION = 'DisableMsalForceRegion';

const QUIET = { loggerCallback: () => {}, logLevel: LogLevel.Error, piiLoggingEnabled: false };

function checkCredential(name: string, credential: M365Credential, nowMs: number): void {
  if (credential.kind !== 'certificate') return;
  readClientCertificate(name, credential.certificatePem, credential.privateKeyPem, nowMs);
}

function credentialSettings(
  name: string,
  credential: M365Credential,
  nowMs: number,
): Partial<Configuration['auth']> {
  switch (credential.kind) {
    case 'secret':
      return { clientSecret: credential.secret };
    case 'certificate': {
      const { certificatePem, privateKeyPem } = credential;
      return { clientCertificate: { ...readClientCertificate(name, certificatePem, privateKeyPem, nowMs) } };
    }
    case 'federated':
      return { clientAssertion: async () => readAssertion(name, credential.readToken) };
  }
}

async function readAssertion(name: string, readToken: () => Promise<string>): Promise<string> {
  try {
    return (await readToken()).trim();
  } catch {
    throw new OutsideError('credential', `identity "${name}": the federated token could not be read`, {
      code: 'federated-token-unreadable',
    });
  }
}

function understand(
  name: string,
  result: { readonly accessToken: string; readonly expiresOn: Date | null } | null,
  nowMs: number,
): AcquiredToken {
  if (result === null || result.accessToken === '') {
    throw new OutsideError('malformed-answer', `identity "${name}": the authority's answer holds no token`, {
      isRetryable: true,
    });
  }
  return { value: result.accessToken, expiresAtMs: result.expiresOn?.getTime() ?? nowMs };
}

function asOutsideError(name: string, cause: unknown): OutsideError {
  if (cause instanceof OutsideError) return cause;
  const code = cause instanceof AuthError ? cause.errorCode : 'unknown';
  return new OutsideError(
    'credential',
    `identity "${name}": the authority's answer was not accepted (${code}); check tenant.cloud and tenant.id`,
    { code, cause },
  );
}
