import { OutsideError } from '../../model/errors.js';
import type { IdentityName, TokenResource, Tokens } from '../../model/ports.js';
import { MINUTE_MS } from '../../model/time.js';
import type { CallPolicy } from '../calls/call-policy.js';
import { createSlots } from '../calls/slots.js';
import type { M365Options } from '../options.js';
import {
  type AcquiredToken,
  createTokenClient,
  type TokenClient,
  type TokenClientDeps,
} from './token-client.js';

interface KeptIdentity {
  readonly client: TokenClient;
  /** One acquisition at a time, so that ten calls that start together fetch one token. */
  readonly gate: ReturnType<typeof createSlots>;
  readonly kept: Map<TokenResource, AcquiredToken & { readonly renewAtMs: number }>;
}

const RENEW_BEFORE_MS = 5 * MINUTE_MS;

/** Tokens per identity and resource, kept in memory until shortly before they end. */
export function createTokens(
  options: M365Options,
  deps: TokenClientDeps & { readonly policy: CallPolicy },
): Tokens {
  const identities = new Map<IdentityName, KeptIdentity>();
  for (const name of ['reader', 'responder', 'examiner'] as const) {
    const identity = options.identities[name];
    if (identity === null) continue;
    identities.set(name, {
      client: createTokenClient(name, identity, deps),
      gate: createSlots(1),
      kept: new Map(),
    });
  }

  function current(identity: KeptIdentity, resource: TokenResource): string | null {
    const token = identity.kept.get(resource);
    return token !== undefined && token.renewAtMs > deps.clock.nowMs() ? token.value : null;
  }

  async function renew(
    identity: KeptIdentity,
    resource: TokenResource,
    signal: AbortSignal,
  ): Promise<string> {
    const release = await identity.gate.take(signal);
    try {
      const fetched = current(identity, resource);
      if (fetched !== null) return fetched;
      const scope = scopeOf(options, resource);
      const token = await deps.policy.run(() => identity.client.acquire(scope, signal), signal);
      const lifeMs = token.expiresAtMs - deps.clock.nowMs();
      const renewAtMs = token.expiresAtMs - Math.min(RENEW_BEFORE_MS, lifeMs / 5);
      identity.kept.set(resource, { ...token, renewAtMs });
      return token.value;
    } finally {
      release();
    }
  }

  return {
    async token(name, resource, signal) {
      const identity = identities.get(name);
      if (identity === undefined) throw missingIdentity(name);
      return current(identity, resource) ?? (await renew(identity, resource, signal));
    },
    invalidate(name, resource) {
      identities.get(name)?.kept.delete(resource);
    },
  };
}

/** By authority, "Logs Ingestion API: sovereign clouds", learn.microsoft.com; a tenant elsewhere is asked for the public one. */
const MONITORS: Readonly<Record<string, string>> = {
  'https://login.microsoftonline.us': 'https://monitor.azure.us',
  'https://login.chinacloudapi.cn': 'https://monitor.azure.cn',
};

/** Each API is a resource of its own; one token request cannot name two. */
function scopeOf(options: M365Options, resource: TokenResource): string {
  const { endpoints } = options;
  const origin =
    resource === 'monitor'
      ? (MONITORS[endpoints.authority] ?? 'https://monitor.azure.com')
      : endpoints[resource];
  if (origin === null) {
    throw new OutsideError('permission', 'this cloud offers no Management Activity API', {
      gap: 'permission',
    });
  }
  return `${origin}/.default`;
}

function missingIdentity(name: IdentityName): OutsideError {
  return new OutsideError('credential', `no identity "${name}" is configured; add it under identities`, {
    code: 'identity-missing',
  });
}
