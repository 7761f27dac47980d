import { randomUUID } from 'node:crypto';
import { type Call, jsonReply, Refusal, type Reply } from '../http/call.js';

/** An error of the identity provider ("Microsoft identity platform: error codes"). */
export function aadstsReply(
  status: number,
  error: string,
  code: number,
  text: string,
  call: Call,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const traceId = randomUUID();
  const correlationId =
    call.query.get('client-request-id') ?? call.headers['client-request-id'] ?? randomUUID();
  const timestamp = `${new Date(call.nowMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return jsonReply(
    status,
    {
      error,
      error_description: `AADSTS${code}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
    { 'cache-control': 'no-store, no-cache', 'x-ms-request-id': traceId, ...headers },
  );
}

/** Ends a token request with an error. */
export function refuseToken(call: Call, status: number, error: string, code: number, text: string): Refusal {
  return new Refusal(aadstsReply(status, error, code, text, call));
}

/** Ends a token request whose client could not prove itself. */
export function refuseClient(call: Call, code: number, text: string): Refusal {
  return refuseToken(call, 401, 'invalid_client', code, text);
}
