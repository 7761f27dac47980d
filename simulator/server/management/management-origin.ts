import type { AppToken, TokenSigner } from '../authority/token-signer.js';
import { type Answer, type Call, jsonReply, type Origin, Refusal, type Reply } from '../http/call.js';
import { type RouteMatch, type RoutePattern, RouteTable } from '../http/match-route.js';
import type { TenantState } from '../state/tenant-state.js';
import { RateWindow } from '../throttle/rate-window.js';
import { ActivityFeed, type FeedRequest } from './activity-feed.js';
import { refuse, throttledReply } from './management-error.js';

export interface ManagementDeps {
  readonly tenant: TenantState;
  readonly signer: TokenSigner;
  readonly speed: number;
  /** Without a trailing slash; known once the origin listens. */
  readonly origin: () => string;
}

interface FeedRoute extends RoutePattern {
  handle(request: FeedRequest): Reply;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MINUTE_MS = 60_000;
/** What callers that name no publisher share with all others that name none. */
const NAMELESS_PER_MINUTE = 10;
const PER_MINUTE = 2_000;

/** The Office 365 Management Activity API of the simulated tenant. */
export function createManagementOrigin(deps: ManagementDeps): Origin {
  const table = routesOf(new ActivityFeed(deps.tenant, deps.origin));
  const throttle = createThrottle(deps.speed);

  function routeOf(call: Call): string {
    const match = table.find(call.method, call.segments);
    return 'route' in match ? match.route.path : 'unknown';
  }

  function run(call: Call, token: AppToken, { route, params }: RouteMatch<FeedRoute>): Reply {
    throttle(call);
    checkTenant(params.tenant ?? '', token, deps.tenant.id);
    if (!token.roles.includes('ActivityFeed.Read')) {
      const text = `The permission set (${token.roles.join(', ')}) sent in the request did not include the expected permission ActivityFeed.Read.`;
      throw refuse(403, 'AF10001', text);
    }
    if (deps.tenant.troubles.isAuditOff)
      throw refuse(403, 'AF20011', `Tenant ${deps.tenant.id} does not exist.`);
    return route.handle({ call, token, params });
  }

  return {
    routeOf,
    async handle(call): Promise<Answer> {
      let appId: string | null = null;
      try {
        const token = await checkToken(call, deps);
        appId = token.appId;
        const match = table.find(call.method, call.segments);
        if (!('route' in match)) throw refuse(match.isPathKnown ? 405 : 404, 'AF20002', 'No such operation.');
        return { route: match.route.path, appId, reply: run(call, token, match) };
      } catch (error) {
        if (error instanceof Refusal) return { route: routeOf(call), appId, reply: error.reply };
        throw error;
      }
    },
  };
}

function routesOf(feed: ActivityFeed): RouteTable<FeedRoute> {
  const operations: readonly FeedRoute[] = [
    { method: 'POST', path: '/subscriptions/start', handle: (request) => feed.start(request) },
    { method: 'POST', path: '/subscriptions/stop', handle: (request) => feed.stop(request) },
    { method: 'GET', path: '/subscriptions/list', handle: (request) => feed.listSubscriptions(request) },
    { method: 'GET', path: '/subscriptions/content', handle: (request) => feed.listContent(request) },
    { method: 'GET', path: '/audit/{blob}', handle: (request) => feed.fetchBlob(request) },
  ];
  // The documentation's own samples write the version both ways.
  return new RouteTable(
    ['v1.0', 'v1'].flatMap((version) =>
      operations.map((one) => ({ ...one, path: `/api/${version}/{tenant}/activity/feed${one.path}` })),
    ),
  );
}

function createThrottle(speed: number): (call: Call) => void {
  const named = new RateWindow(PER_MINUTE, MINUTE_MS / speed);
  const nameless = new RateWindow(NAMELESS_PER_MINUTE, MINUTE_MS / speed);
  return (call) => {
    const publisher = call.query.get('PublisherIdentifier');
    if (publisher !== null && !GUID.test(publisher)) {
      throw refuse(400, 'AF20002', 'Invalid parameter type: PublisherIdentifier. Expected type: Guid.');
    }
    const window = publisher === null ? nameless : named;
    if (window.admit(call.nowMs) !== null) throw new Refusal(throttledReply(call, publisher));
  };
}

async function checkToken(call: Call, deps: ManagementDeps): Promise<AppToken> {
  const [scheme = '', token = ''] = (call.headers.authorization ?? '').split(' ');
  const isBearer = scheme.toLowerCase() === 'bearer';
  const checked = isBearer ? await deps.signer.check(token, deps.origin(), call.machineMs) : 'malformed';
  if (typeof checked !== 'string') return checked;
  const body = { Message: 'Authorization has been denied for this request.' };
  throw new Refusal(jsonReply(401, body, { 'www-authenticate': 'Bearer' }));
}

function checkTenant(given: string, token: AppToken, tenantId: string): void {
  if (!GUID.test(given)) {
    throw refuse(400, 'AF20013', `The tenant ID passed in the URL (${given}) is not a valid GUID.`);
  }
  if (given.toLowerCase() === tenantId) return;
  const text = `The tenant ID passed in the URL (${given}) does not match the tenant ID passed in the access token (${token.tenantId}).`;
  throw refuse(403, 'AF20010', text);
}
