import { randomUUID } from 'node:crypto';
import { type Call, jsonReply, Refusal, type Reply } from '../http/call.js';

/** An error answer of Microsoft Graph. */
export function graphErrorReply(
  call: Pick<Call, 'headers' | 'nowMs'>,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const requestId = randomUUID();
  const clientRequestId = call.headers['client-request-id'] ?? requestId;
  const date = new Date(call.nowMs).toISOString().slice(0, 19);
  const innerError = { date, 'request-id': requestId, 'client-request-id': clientRequestId };
  return jsonReply(
    status,
    { error: { code, message, innerError } },
    { 'request-id': requestId, 'client-request-id': clientRequestId, ...headers },
  );
}

/** Ends a Graph request with an error. */
export function refuse(
  call: Pick<Call, 'headers' | 'nowMs'>,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal(graphErrorReply(call, status, code, message, headers));
}
