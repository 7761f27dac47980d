import type { Principal } from '../../model/access-event.js';
import { OutsideError } from '../../model/errors.js';
import type { IdentityName, Tokens } from '../../model/ports.js';
import { type Instant, toInstant } from '../../model/time.js';
import type { HttpClient } from '../../runtime/http.js';
import type { ApiCaller } from '../calls/api-caller.js';
import type { Graph } from '../graph/graph.js';
import { callsInto } from '../graph/mailbox-call.js';
import type { CloudEndpoints } from '../options.js';
import { type FeedState, lookAtFeed } from './look-at-feed.js';
import { PROBE_LIMITS } from './probe-limits.js';
import { readRoles } from './read-roles.js';

export type OriginName = keyof CloudEndpoints;

/** What an origin answered to a call without a token. */
export interface Reached {
  readonly status: number;
  /** The provider's own time; null when the answer does not say. */
  readonly date: Instant | null;
}

/** Small looks at the tenant that change nothing in it, for `doctor`. Each raises `OutsideError`. */
export interface TenantProbe {
  /** Any answer at all. Null where the cloud has no such origin. */
  reach(origin: OriginName, signal: AbortSignal): Promise<Reached | null>;
  /** The permissions in a new token of ours; null when the token cannot be read. */
  roles(
    identity: IdentityName,
    resource: 'graph' | 'management',
    signal: AbortSignal,
  ): Promise<readonly string[] | null>;
  /** An audit feed by the name of its source; null for a source that is none. */
  feed(source: string, now: Instant, signal: AbortSignal): Promise<FeedState | null>;
  /** Reads the id of one message as the examiner. False when the account has no mailbox, or is gone. */
  opensMailbox(mailbox: Principal, signal: AbortSignal): Promise<boolean>;
}

export interface ProbeDeps {
  readonly http: HttpClient;
  readonly tokens: Tokens;
  readonly caller: ApiCaller;
  readonly graph: Graph;
  readonly endpoints: CloudEndpoints;
  readonly tenantId: string;
}

const REACH_TIMEOUT_MS = 15_000;
const MAX_BYTES = 1024 * 1024;

export function createTenantProbe(deps: ProbeDeps): TenantProbe {
  const { graph, tokens } = deps;
  return {
    async reach(name, signal) {
      const origin = deps.endpoints[name];
      if (origin === null) return null;
      const { status, headers } = await deps.http.send({
        name: `doctor:GET ${name}`,
        method: 'GET',
        url: `${origin}${placeOf(name, deps.tenantId)}`,
        timeoutMs: REACH_TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        signal,
      });
      const dateMs = Date.parse(headers.date ?? '');
      return { status, date: Number.isNaN(dateMs) ? null : toInstant(dateMs) };
    },

    async roles(identity, resource, signal) {
      tokens.invalidate(identity, resource);
      return readRoles(await tokens.token(identity, resource, signal));
    },

    feed: (source, now, signal) => lookAtFeed(source, now, deps, signal),

    async opensMailbox(mailbox, signal) {
      const call = callsInto(mailbox, signal)('graph:GET one message', ['messages'], {
        $select: 'id',
        $top: '1',
      });
      return isThere(() => graph.object({ ...call, limits: PROBE_LIMITS }));
    },
  };
}

/** A small answer of each origin that needs no token: 200 of the authority, a refusal of the others. */
function placeOf(origin: OriginName, tenantId: string): string {
  switch (origin) {
    case 'authority':
      return `/${tenantId}/v2.0/.well-known/openid-configuration`;
    case 'graph':
      return '/v1.0/organization';
    case 'management':
      return `/api/v1.0/${tenantId}/activity/feed/subscriptions/list`;
  }
}

async function isThere(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (error instanceof OutsideError && error.kind === 'not-found') return false;
    throw error;
  }
}
