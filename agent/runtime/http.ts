import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { OutsideError } from '../model/errors.js';
import type { Boundary } from '../model/ports.js';

export interface HttpRequest {
  /** Name for the boundary, such as `graph:GET /users`. Carries no ids. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT' | 'OPTIONS';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** An answer longer than this is refused. */
  readonly maxBytes?: number;
  /** Takes the body of a 2xx answer as it comes, however long it is; the answer's own body is then empty. May raise `OutsideError`. */
  readonly take?: (chunks: AsyncIterable<Uint8Array>) => Promise<void>;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; a repeated header is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Calls out of the process. Every answer, whatever its status, is an answer; only "no answer" is an error. */
export interface HttpClient {
  /** Raises `OutsideError` of kind unreachable, timeout, refused (host not allowed, too long) or aborted. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface HttpOptions {
  readonly boundary: Boundary;
  /** Origins that may be called, such as `https://graph.microsoft.com`. */
  readonly allowedOrigins: readonly string[];
  /** PEM file with certificate authorities trusted beside the built-in ones. */
  readonly caFile?: string;
}

/** Our own code for an answer of more than `maxBytes`. */
export const ANSWER_TOO_LONG = 'AnswerTooLong';

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** An undici pool behind the host allow-list; proxies are taken from `HTTPS_PROXY` and `NO_PROXY`. */
export function createHttpClient(options: HttpOptions): HttpClient {
  const allowed = new Set(options.allowedOrigins.map((origin) => new URL(origin).origin));
  const connect =
    options.caFile === undefined ? {} : { ca: [...rootCertificates, readFileSync(options.caFile, 'utf8')] };
  const hasProxy = ['HTTPS_PROXY', 'https_proxy'].some((name) => (process.env[name] ?? '') !== '');
  const dispatcher: Dispatcher = hasProxy
    ? new EnvHttpProxyAgent({ connect, requestTls: connect })
    : new Agent({ connect, keepAliveTimeout: 10_000 });

  return {
    async send(call) {
      const origin = originOf(call.url);
      if (origin === null || !allowed.has(origin)) {
        throw new OutsideError('refused', `${call.name}: the host is not on the allow-list`, {
          isRetryable: false,
        });
      }
      return options.boundary.cross(call.name, () => exchange(dispatcher, call));
    },
    async close() {
      await dispatcher.close();
    },
  };
}

async function exchange(dispatcher: Dispatcher, call: HttpRequest): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]);
  try {
    const answer = await request(call.url, {
      dispatcher,
      method: call.method,
      signal,
      ...(call.headers === undefined ? {} : { headers: call.headers }),
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    const body = await bodyOf(answer, call);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
    }
    return { status: answer.statusCode, headers, body };
  } catch (cause) {
    if (cause instanceof OutsideError) throw cause;
    if (call.signal?.aborted === true) throw new OutsideError('aborted', `${call.name}: stopped`, { cause });
    if (timeout.aborted) {
      throw new OutsideError('timeout', `${call.name}: no answer within ${call.timeoutMs} ms`, { cause });
    }
    throw new OutsideError('unreachable', `${call.name}: ${reasonOf(cause)}`, { cause });
  }
}

async function bodyOf(
  { statusCode, body }: Dispatcher.ResponseData,
  { take, maxBytes = DEFAULT_MAX_BYTES, name }: HttpRequest,
): Promise<Uint8Array> {
  if (take === undefined || statusCode < 200 || statusCode > 299) return readAtMost(body, maxBytes, name);
  await take(body);
  return new Uint8Array();
}

async function readAtMost(
  body: AsyncIterable<Uint8Array> & { destroy(): unknown },
  maxBytes: number,
  name: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      throw new OutsideError('refused', `${name}: the answer is longer than ${maxBytes} bytes`, {
        isRetryable: false,
        code: ANSWER_TOO_LONG,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The error's code or name, never its text: that may carry a URL with a user name. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  if (cause instanceof Error) {
    const code = (cause as { code?: unknown }).code;
    return typeof code === 'string' ? code : cause.name;
  }
  return 'unknown failure';
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
