import { OutsideError } from '../../model/errors.js';
import type { HttpAnswer, HttpClient } from '../../runtime/http.js';

export interface AlertPost {
  /** Of the sink, for errors: they carry no address, since a path can be a secret. */
  readonly sink: string;
  readonly url: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** For a `Retry-After` that is a date. */
  readonly nowMs: number;
}

const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Posts JSON, follows no redirect, and gives the answer if it is one of acceptance. Raises `OutsideError`: what a person can mend
 * (a login, an address) stays worth a retry, what the receiver says of the message itself does not.
 */
export async function postAlert(http: HttpClient, post: AlertPost): Promise<HttpAnswer> {
  const answer = await http.send({
    name: `alert:${post.sink}`,
    method: 'POST',
    url: post.url,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_ANSWER_BYTES,
    signal: post.signal,
    body: post.body,
    headers: { 'content-type': 'application/json', ...post.headers },
  });
  if (answer.status < 200 || answer.status > 299) throw refusalOf(post, answer);
  return answer;
}

/** What an answer that is none of acceptance means. */
export function refusalOf(
  { sink, nowMs }: Pick<AlertPost, 'sink' | 'nowMs'>,
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
): OutsideError {
  const retryAfterMs = waitOf(headers['retry-after'], nowMs);
  const more = { status, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
  const said = `${sink}: the receiver answered ${status}`;
  if (status === 429) return new OutsideError('throttled', said, more);
  if (status >= 500 || status === 408) return new OutsideError('server-error', said, more);
  if (status === 401 || status === 403)
    return new OutsideError('credential', `${said}; it does not accept the login`, more);
  if (status === 404 || status === 410)
    return new OutsideError('not-found', `${said}; check the address`, { ...more, isRetryable: true });
  if (status >= 300 && status < 400)
    return new OutsideError('refused', `${said}; redirects are not followed`, { ...more, isRetryable: true });
  return new OutsideError('refused', said, { ...more, isRetryable: false });
}

function waitOf(retryAfter: string | undefined, nowMs: number): number | null {
  if (retryAfter === undefined) return null;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
