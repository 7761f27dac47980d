import { setTimeout as sleep } from 'node:timers/promises';
import type { AppToken } from '../authority/token-signer.js';
import { type Answer, type Call, Refusal } from '../http/call.js';
import { RouteTable } from '../http/match-route.js';
import { ACCOUNT_ACT_ROUTES } from './account-acts.js';
import { APPLICATION_ROUTES } from './applications.js';
import { ATTACHMENT_ROUTES } from './attachments.js';
import { AUDIT_SEARCH_ROUTES } from './audit-search.js';
import { AUTHENTICATION_METHOD_ROUTES } from './authentication-methods.js';
import { DIRECTORY_ROLE_ROUTES } from './directory-roles.js';
import { graphErrorReply } from './graph-error.js';
import type { GraphContext, GraphRequest, GraphRoute, Version } from './graph-route.js';
import type { GraphThrottle } from './graph-throttle.js';
import { GROUP_MEMBER_ROUTES } from './group-members.js';
import { withPremium } from './licence.js';
import { FOLDER_ROUTES } from './mail-folders.js';
import { MAILBOX_SETTINGS_ROUTES } from './mailbox-settings.js';
import { RULE_ROUTES } from './message-rules.js';
import { MESSAGE_ROUTES } from './messages.js';
import { OTHER_LOG_ROUTES, RISK_ROUTES } from './other-logs.js';
import { PERMISSION_GRANT_ROUTES } from './permission-grants.js';
import { RISKY_USER_ACT_ROUTES } from './risky-user-acts.js';
import { ROLE_ELIGIBILITY_ROUTES } from './role-eligibility.js';
import { SIGN_IN_ROUTES } from './sign-ins.js';
import { USER_DELTA_ROUTES } from './user-delta.js';
import { USER_ROUTES } from './users.js';

const TABLE = new RouteTable<GraphRoute>([
  ...withPremium(SIGN_IN_ROUTES),
  ...OTHER_LOG_ROUTES,
  ...withPremium(RISK_ROUTES),
  ...AUDIT_SEARCH_ROUTES,
  ...USER_DELTA_ROUTES,
  ...USER_ROUTES,
  ...ACCOUNT_ACT_ROUTES,
  ...PERMISSION_GRANT_ROUTES,
  ...APPLICATION_ROUTES,
  ...AUTHENTICATION_METHOD_ROUTES,
  ...GROUP_MEMBER_ROUTES,
  ...withPremium(RISKY_USER_ACT_ROUTES),
  ...DIRECTORY_ROLE_ROUTES,
  ...ROLE_ELIGIBILITY_ROUTES,
  ...RULE_ROUTES,
  ...MESSAGE_ROUTES,
  ...ATTACHMENT_ROUTES,
  ...FOLDER_ROUTES,
  ...MAILBOX_SETTINGS_ROUTES,
]);

/** A call below a version, with a token that was found good. */
export interface VersionedCall {
  readonly call: Call;
  readonly version: Version;
  readonly path: readonly string[];
  readonly token: AppToken;
}

/** Finds the route of a call, holds it against throttle and permissions and runs it. */
export class GraphDispatcher {
  readonly #context: GraphContext;
  readonly #throttle: GraphThrottle;
  /** A mailbox takes a while to answer; without it calls would never overlap. */
  readonly #mailboxMs: number;

  constructor(context: GraphContext, throttle: GraphThrottle, speed: number) {
    this.#context = context;
    this.#throttle = throttle;
    this.#mailboxMs = Math.floor(40 / speed);
  }

  routeOf(method: string, path: readonly string[]): string {
    const match = TABLE.find(method, path);
    return 'route' in match ? match.route.path : 'unknown';
  }

  async dispatch(versioned: VersionedCall): Promise<Answer> {
    const { call, version, path, token } = versioned;
    const match = TABLE.find(call.method, path);
    const appId = token.appId;
    if (!('route' in match) || match.route.versions?.includes(version) === false) {
      const reply =
        'isPathKnown' in match && match.isPathKnown
          ? graphErrorReply(
              call,
              405,
              'Request_BadRequest',
              'Specified HTTP method is not allowed for the request target.',
            )
          : graphErrorReply(
              call,
              400,
              'BadRequest',
              `Resource not found for the segment '${path[0] ?? ''}'.`,
            );
      return { route: 'unknown', appId, reply };
    }
    const request: GraphRequest = { ...versioned, params: match.params };
    try {
      const leave = this.#throttle.enter(match.route.lane, request);
      try {
        const reply = await this.#run(match.route, request);
        return { route: match.route.path, appId, reply };
      } finally {
        leave();
      }
    } catch (error) {
      if (error instanceof Refusal) return { route: match.route.path, appId, reply: error.reply };
      throw error;
    }
  }

  async #run(route: GraphRoute, request: GraphRequest): Promise<Answer['reply']> {
    if (!route.roles.some((role) => request.token.roles.includes(role))) {
      const isMail = route.lane === 'mailbox';
      return isMail
        ? graphErrorReply(
            request.call,
            403,
            'ErrorAccessDenied',
            'Access is denied. Check credentials and try again.',
          )
        : graphErrorReply(
            request.call,
            403,
            'Authorization_RequestDenied',
            'Insufficient privileges to complete the operation.',
          );
    }
    if (route.lane === 'mailbox' && this.#mailboxMs > 0) await sleep(this.#mailboxMs);
    return route.handle(this.#context, request);
  }
}
