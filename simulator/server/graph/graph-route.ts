import type { AppToken } from '../authority/token-signer.js';
import type { Call, Reply } from '../http/call.js';
import type { RoutePattern } from '../http/match-route.js';
import type { Journal } from '../journal.js';
import type { SkipTokens } from '../odata/skip-tokens.js';
import type { TenantState } from '../state/tenant-state.js';

export type Version = 'v1.0' | 'beta';

/** The throttle that a call counts against. */
export type Lane = 'reports' | 'identity-protection' | 'mailbox' | 'directory';

/** What the routes of Graph work on. */
export interface GraphContext {
  readonly tenant: TenantState;
  readonly skipTokens: SkipTokens;
  readonly journal: Journal;
  /** Without a trailing slash; known once the origin listens. */
  readonly origin: () => string;
}

/** One call with what was found out about it. */
export interface GraphRequest {
  readonly call: Call;
  readonly version: Version;
  /** Path below the version, as segments. */
  readonly path: readonly string[];
  readonly params: Readonly<Record<string, string>>;
  readonly token: AppToken;
}

export interface GraphRoute extends RoutePattern {
  /** Application permissions, any of which will do. */
  readonly roles: readonly string[];
  readonly lane: Lane;
  /** Both versions unless given. */
  readonly versions?: readonly Version[];
  handle(context: GraphContext, request: GraphRequest): Reply;
}

/** A parameter of the route's template. */
export function param(request: GraphRequest, name: string): string {
  return request.params[name] ?? '';
}
