import { HOUR_MS, type Instant, shift } from '../../model/time.js';
import type { ApiCaller } from '../calls/api-caller.js';
import { createActivityApi } from '../management/activity-api.js';
import { AUDIT_LOGS } from '../management/audit-logs.js';
import type { CloudEndpoints } from '../options.js';
import { PROBE_LIMITS } from './probe-limits.js';

/** How an audit feed stands. */
export interface FeedState {
  readonly isSubscribed: boolean;
  /** Contents listed for the last day; null without a subscription, since nothing can be listed then. */
  readonly contents: number | null;
}

/** The longest listing is a day; a start that is older by the time it arrives is refused. */
const LISTED_MS = 23 * HOUR_MS;

/** Looks and leaves everything as it is: a feed that is off is not switched on. Raises `OutsideError`. */
export async function lookAtFeed(
  source: string,
  now: Instant,
  deps: { readonly caller: ApiCaller; readonly endpoints: CloudEndpoints; readonly tenantId: string },
  signal: AbortSignal,
): Promise<FeedState | null> {
  const contentType = Object.entries(AUDIT_LOGS).find(([name]) => name === source)?.[1];
  const origin = deps.endpoints.management;
  if (contentType === undefined || origin === null) return null;
  const hasty: ApiCaller = { call: (call) => deps.caller.call({ ...call, limits: PROBE_LIMITS }) };
  const api = createActivityApi({ origin, tenantId: deps.tenantId, contentType }, hasty);
  if (!(await api.isSubscribed(signal))) return { isSubscribed: false, contents: null };
  const entries = await api.list({ from: shift(now, -LISTED_MS), to: now }, 'normal', signal);
  return { isSubscribed: true, contents: entries.length };
}
