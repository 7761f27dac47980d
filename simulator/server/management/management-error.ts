import { type Call, jsonReply, Refusal, type Reply } from '../http/call.js';

/** An error answer of the Management Activity API. */
export function managementErrorReply(status: number, code: string, message: string): Reply {
  return jsonReply(status, { error: { code, message } });
}

/** Ends a request with an error. */
export function refuse(status: number, code: string, message: string): Refusal {
  return new Refusal(managementErrorReply(status, code, message));
}

const NO_PUBLISHER = '00000000-0000-0000-0000-000000000000';

/** Too many requests: 403 and not 429, documented with single quotes, which is no JSON. */
export function throttledReply(call: Call, publisher: string | null): Reply {
  return {
    status: 403,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: `{'error':{'code':'AF429','message':'Too many requests. Method=${methodName(call)}, PublisherId=${publisher ?? NO_PUBLISHER}'}}`,
  };
}

function methodName(call: Call): string {
  return call.segments.includes('audit')
    ? 'GetBlob'
    : `Subscription${call.method === 'GET' ? 'Get' : 'Post'}`;
}
