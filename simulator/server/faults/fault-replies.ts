import { aadstsReply } from '../authority/aadsts.js';
import { graphErrorReply } from '../graph/graph-error.js';
import { type Call, jsonReply, type Reply } from '../http/call.js';
import { managementErrorReply, throttledReply } from '../management/management-error.js';
import { retryAfterSeconds } from '../throttle/rate-window.js';
import type { Fault } from './fault.js';

/** The wait that a throttled or unavailable service asks for, before `speed`. */
const ASKED_WAIT_MS = 5_000;

/** The answer of a fault that has one. Null for those that end the connection or change another answer. */
export function faultReply(fault: Fault, call: Call, speed: number): Reply | null {
  const retryAfter = { 'retry-after': retryAfterSeconds(ASKED_WAIT_MS / speed) };
  switch (fault) {
    case 'throttled':
      return throttled(call, retryAfter);
    case 'throttled-silently':
      return throttled(call, {});
    case 'server-error':
      return serverError(call);
    case 'bad-gateway':
      return page(502, 'Bad Gateway');
    case 'unavailable':
      return unavailable(call, retryAfter);
    case 'gateway-timeout':
      return page(504, 'Gateway Time-out');
    case 'stale-page':
      return call.origin === 'management'
        ? managementErrorReply(400, 'AF20031', 'Invalid nextPage Input: the page token is not valid.')
        : graphErrorReply(call, 400, 'BadRequest', 'Token not found: token is either invalid or expired.');
    case 'revoked-token':
      return revoked(call);
    default:
      return null;
  }
}

function revoked(call: Call): Reply {
  return call.origin === 'management'
    ? jsonReply(
        401,
        { Message: 'Authorization has been denied for this request.' },
        { 'www-authenticate': 'Bearer' },
      )
    : graphErrorReply(call, 401, 'InvalidAuthenticationToken', 'The token was revoked.', {
        'www-authenticate': 'Bearer realm=""',
      });
}

function throttled(call: Call, headers: Readonly<Record<string, string>>): Reply {
  switch (call.origin) {
    case 'management':
      return throttledReply(call, call.query.get('PublisherIdentifier'));
    case 'graph':
      return graphErrorReply(call, 429, 'TooManyRequests', 'Too Many Requests', headers);
    case 'authority':
      return aadstsReply(429, 'temporarily_unavailable', 90055, 'Tenant is busy.', call, headers);
    case 'soc':
      return jsonReply(429, { error: 'slow down' }, headers);
  }
}

function serverError(call: Call): Reply {
  switch (call.origin) {
    case 'management':
      return managementErrorReply(500, 'AF50000', 'An internal error occurred. Retry the request.');
    case 'graph':
      return graphErrorReply(call, 500, 'generalException', 'An internal server error occurred.');
    case 'authority':
      return aadstsReply(500, 'server_error', 90033, 'A transient error has occurred.', call);
    case 'soc':
      return jsonReply(500, { error: 'internal' });
  }
}

function unavailable(call: Call, headers: Readonly<Record<string, string>>): Reply {
  switch (call.origin) {
    case 'authority':
      return aadstsReply(503, 'temporarily_unavailable', 90033, 'A transient error has occurred.', call);
    case 'graph':
      return graphErrorReply(call, 503, 'serviceNotAvailable', 'The service is unavailable.', headers);
    default:
      return page(503, 'Service Unavailable');
  }
}

function page(status: number, title: string): Reply {
  const body = `<!DOCTYPE html>\r\n<html><head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=us-ascii' }, body };
}
