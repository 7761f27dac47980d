import { NOT_SENT } from '../alert/not-sent.js';
import type { OutsideError } from '../model/errors.js';

/** The connection was never made: nothing was sent (Node's and undici's codes). */
const NOT_CONNECTED = [
  NOT_SENT,
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];
/** A gateway in front of the receiver answered, and does not know what became of the message. */
const GATEWAY_STATUSES = [502, 504];

/** Whether a message may have arrived though its sending failed: there was no answer, or none by the receiver itself. */
export function mayHaveArrived(error: OutsideError): boolean {
  if (error.kind === 'timeout' || error.kind === 'aborted') return true;
  if (error.kind === 'server-error') return GATEWAY_STATUSES.includes(error.status ?? 0);
  return error.kind === 'unreachable' && !NOT_CONNECTED.includes(codeOf(error)) && !isTlsFault(codeOf(error));
}

function codeOf({ code, cause }: OutsideError): string {
  if (code !== null) return code;
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const inner: unknown = first instanceof Error && 'code' in first ? first.code : undefined;
  return typeof inner === 'string' ? inner : '';
}

/** OpenSSL's names of what it finds wrong with a certificate, and Node's own. */
function isTlsFault(code: string): boolean {
  return code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || /CERT|SIGNATURE|ISSUER/.test(code);
}
