import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { OutsideError } from '../../model/errors.js';
import type { Clock } from '../../model/ports.js';
import type { HttpClient, HttpRequest } from '../../runtime/http.js';
import { MalformedAnswer } from '../calls/malformed-answer.js';
import { judgeTokenAnswer } from './token-faults.js';

/** The client library's way out, over our transport. One acquisition at a time uses it. */
export interface TokenNetwork {
  readonly module: INetworkModule;
  /** Begins an acquisition: forgets the last failure. */
  begin(signal: AbortSignal): void;
  /** Why the current acquisition failed; the library wraps or hides it. */
  failure(): OutsideError | null;
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 1024 * 1024;

/**
 * A failed answer is raised here and never handed to the library: it would remember a 429, a 5xx or any
 * `Retry-After` for a minute and then fail without calling, whatever our own retry decides.
 */
export function createTokenNetwork(identity: string, http: HttpClient, clock: Clock): TokenNetwork {
  let signal: AbortSignal | null = null;
  let failure: OutsideError | null = null;

  async function exchange<T>(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions | undefined,
  ): Promise<NetworkResponse<T>> {
    const call: HttpRequest = {
      name: `authority:${method} ${method === 'GET' ? 'discovery' : 'token'}`,
      method,
      url,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      ...(options?.headers === undefined ? {} : { headers: options.headers }),
      ...(options?.body === undefined ? {} : { body: options.body }),
      ...(signal === null ? {} : { signal }),
    };
    const answer = await http.send(call);
    const refusal = judgeTokenAnswer(identity, answer, clock.nowMs());
    if (refusal !== null) throw refusal;
    return { status: answer.status, headers: { ...answer.headers }, body: parse<T>(call.name, answer.body) };
  }

  async function remembering<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      failure = error instanceof OutsideError ? error : null;
      throw error;
    }
  }

  return {
    module: {
      sendGetRequestAsync: (url, options) => remembering(() => exchange('GET', url, options)),
      sendPostRequestAsync: (url, options) => remembering(() => exchange('POST', url, options)),
    },
    begin(next) {
      signal = next;
      failure = null;
    },
    failure: () => failure,
  };
}

function parse<T>(name: string, body: Uint8Array): T {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as T;
  } catch {
    // No bytes: half a token answer may hold half a token.
    throw new MalformedAnswer(`${name}: the answer is not JSON`, new Uint8Array());
  }
}
