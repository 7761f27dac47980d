import type { Context, Middleware, MiddlewareOptions } from '@microsoft/microsoft-graph-client';
import { GraphClientError } from '@microsoft/microsoft-graph-client';
import type { ApiAnswer, ApiCall, ApiCaller } from '../calls/api-caller.js';

/** Carries one call of ours through the Graph client, which knows only URLs, and its answer back. */
export class GraphExchange implements MiddlewareOptions {
  answer: ApiAnswer | null = null;

  /** @param exactUrl A link of the provider's, to be followed byte for byte: the client would take it apart and order its query anew. */
  constructor(
    readonly call: Omit<ApiCall, 'url' | 'method' | 'headers' | 'body'>,
    readonly exactUrl: string | null,
  ) {}
}

/**
 * The only middleware under the Graph client. The client's own authentication handler drops the token in silence
 * for hosts that it does not know, and its retry handler caps `Retry-After` at three minutes and knows neither
 * network errors nor 500: neither is in the chain.
 */
export class GraphTransport implements Middleware {
  readonly #caller: ApiCaller;

  constructor(caller: ApiCaller) {
    this.#caller = caller;
  }

  async execute(context: Context): Promise<void> {
    const exchange = context.middlewareControl?.getMiddlewareOptions(GraphExchange);
    if (!(exchange instanceof GraphExchange)) throw new Error('a Graph call without its exchange');
    try {
      exchange.answer = await this.#caller.call({
        ...exchange.call,
        url: exchange.exactUrl ?? String(context.request),
        method: methodOf(context.options?.method),
        headers: headersOf(context.options?.headers),
        ...(typeof context.options?.body === 'string' ? { body: context.options.body } : {}),
      });
    } catch (error) {
      throw wrap(error);
    }
    const { status, headers, body } = exchange.answer;
    context.response = new Response(status === 204 ? null : Buffer.from(body), { status, headers });
  }
}

/** The one class of error that the client passes on as it is; any other loses its kind. */
function wrap(error: unknown): GraphClientError {
  const carrier = new GraphClientError('the call failed');
  carrier.customError = error;
  return carrier;
}

function methodOf(method: unknown): ApiCall['method'] {
  switch (method) {
    case 'POST':
    case 'PATCH':
    case 'DELETE':
    case 'PUT':
      return method;
    default:
      return 'GET';
  }
}

function headersOf(headers: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
