import { OutsideError } from '../../model/errors.js';
import type { JsonValue } from '../../model/json.js';
import type { Clock, IdentityName, Tokens } from '../../model/ports.js';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../runtime/http.js';
import type { Budget, Lane, Passage, Priority } from './budget.js';
import { type CallPolicy, type RetryLimits, stopIfAborted } from './call-policy.js';
import { judgeAnswer } from './judge-answer.js';
import { MalformedAnswer } from './malformed-answer.js';

/** One call to an API of the provider. It may be made several times: it must be idempotent. */
export interface ApiCall {
  /** For the boundary and for errors, such as `graph:GET users`. Carries no ids. */
  readonly name: string;
  readonly resource: 'graph' | 'management';
  readonly identity: IdentityName;
  /** The application permission that the call takes, for the error when it is missing. */
  readonly needs: string;
  readonly lane: Lane;
  /** In our queue, and in the provider's where it has one. `normal` unless told. */
  readonly priority?: Priority;
  /** Whose mailbox is read: the provider limits calls per mailbox. */
  readonly mailbox?: string;
  readonly method: HttpRequest['method'];
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** `json`: an answer that is not JSON is asked for again. `any`: the body is taken as it comes. */
  readonly expects: 'json' | 'any';
  readonly maxBytes?: number;
  /** Takes the body as it comes, anew at each try; see `HttpRequest`. For `any` only. */
  readonly take?: HttpRequest['take'];
  /** For a call that takes longer than usual; divided by nothing. */
  readonly timeoutMs?: number;
  readonly limits?: Partial<RetryLimits>;
  readonly signal: AbortSignal;
}

export interface ApiAnswer extends HttpAnswer {
  /** Undefined unless JSON was expected. */
  readonly json: JsonValue | undefined;
}

/** Token, budget, call, verdict and retry, for every API of the provider. Raises `OutsideError`. */
export interface ApiCaller {
  call(call: ApiCall): Promise<ApiAnswer>;
}

export interface ApiCallerDeps {
  readonly http: HttpClient;
  readonly tokens: Tokens;
  readonly budget: Budget;
  readonly policy: CallPolicy;
  readonly clock: Clock;
  readonly scale: number;
}

const TIMEOUT_MS = 60_000;
/** However fast a simulated tenant runs, this machine does not run faster. */
const SHORTEST_TIMEOUT_MS = 3_000;

export function createApiCaller(deps: ApiCallerDeps): ApiCaller {
  return {
    call(call) {
      let hasNewToken = false;
      return deps.policy.run(
        async () => {
          const answer = await exchange(deps, call);
          const failure = judgeAnswer(call.name, answer, deps.clock.nowMs());
          if (failure === null) return understand(call, answer);
          if (failure.status === 401 && !hasNewToken) {
            hasNewToken = true;
            deps.tokens.invalidate(call.identity, call.resource);
            throw tryWithNewToken(failure);
          }
          if (failure.kind === 'throttled') {
            deps.budget.hold(passageOf(call), failure.retryAfterMs ?? 0);
          }
          throw explain(call, failure);
        },
        call.signal,
        call.limits,
      );
    },
  };
}

async function exchange(deps: ApiCallerDeps, call: ApiCall): Promise<HttpAnswer> {
  // The budget is entered last: a place in it is not to be held while a token is fetched.
  const token = await deps.tokens.token(call.identity, call.resource, call.signal);
  const release = await enter(deps.budget, call);
  try {
    return await deps.http.send({
      name: call.name,
      method: call.method,
      url: call.url,
      headers: {
        accept: 'application/json',
        ...priorityHeader(call),
        ...call.headers,
        authorization: `Bearer ${token}`,
      },
      timeoutMs: call.timeoutMs ?? Math.max(SHORTEST_TIMEOUT_MS, TIMEOUT_MS / deps.scale),
      signal: call.signal,
      ...(call.body === undefined ? {} : { body: call.body }),
      ...(call.maxBytes === undefined ? {} : { maxBytes: call.maxBytes }),
      ...(call.take === undefined ? {} : { take: call.take }),
    });
  } finally {
    release();
  }
}

/** Graph alone knows it: "x-ms-throttle-priority" tells which calls to shed last, or first, when a tenant is throttled. */
function priorityHeader({ resource, priority = 'normal' }: ApiCall): Readonly<Record<string, string>> {
  return resource === 'graph' && priority !== 'normal' ? { 'x-ms-throttle-priority': priority } : {};
}

function passageOf({ lane, identity, mailbox, priority = 'normal' }: ApiCall): Passage {
  return { lane, identity, priority, ...(mailbox === undefined ? {} : { mailbox }) };
}

async function enter(budget: Budget, call: ApiCall): Promise<() => void> {
  try {
    return await budget.enter(passageOf(call), call.signal);
  } catch (cause) {
    stopIfAborted(call.signal, cause);
    throw cause;
  }
}

function understand(call: ApiCall, answer: HttpAnswer): ApiAnswer {
  if (call.expects === 'any') return { ...answer, json: undefined };
  try {
    return { ...answer, json: JSON.parse(Buffer.from(answer.body).toString('utf8')) as JsonValue };
  } catch (cause) {
    throw new MalformedAnswer(`${call.name}: ${answer.status}, but the body is not JSON`, answer.body, cause);
  }
}

/** A token can end or be revoked between two pages: one new token is worth one more call. */
function tryWithNewToken(failure: OutsideError): OutsideError {
  return new OutsideError('credential', failure.message, { isRetryable: true, status: 401, cause: failure });
}

function explain(call: ApiCall, failure: OutsideError): OutsideError {
  if (failure.status === 401) return worded(failure, refusedToken(call, failure));
  if (failure.kind === 'permission' && failure.gap !== 'audit-off') {
    return worded(failure, missingPermission(call, failure));
  }
  return failure;
}

function refusedToken(call: ApiCall, failure: OutsideError): string {
  return `${failure.message}: ${call.resource} refused two tokens of the identity "${call.identity}"; check that tenant.id and tenant.cloud name the tenant that issued them`;
}

function missingPermission(call: ApiCall, failure: OutsideError): string {
  if (failure.code === 'AadPremiumLicenseRequired')
    return `${failure.message}: the tenant's licence does not include this, which takes Entra ID P2`;
  return failure.gap === 'licence'
    ? `${failure.message}: the tenant's licence does not include this log, which takes Entra ID P1 or P2; the source entraAudit tells sign-ins without it, but no risk, second factor or network owner`
    : `${failure.message}: the identity "${call.identity}" needs the application permission ${call.needs}, with admin consent, and access to the object`;
}

function worded(failure: OutsideError, message: string): OutsideError {
  return new OutsideError(failure.kind, message, {
    isRetryable: false,
    ...(failure.status === null ? {} : { status: failure.status }),
    ...(failure.code === null ? {} : { code: failure.code }),
    ...(failure.gap === null ? {} : { gap: failure.gap }),
    cause: failure,
  });
}
