import { Client, GraphClientError, type GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client';
import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import { type Instant, toInstant } from '../../model/time.js';
import type { ApiAnswer, ApiCall, ApiCaller } from '../calls/api-caller.js';
import { MalformedAnswer } from '../calls/malformed-answer.js';
import { GraphExchange, GraphTransport } from './graph-transport.js';

/** One call below `<graph origin>/<version>`. */
export interface GraphCall extends Omit<ApiCall, 'resource' | 'url' | 'method' | 'expects' | 'body'> {
  readonly version: 'v1.0' | 'beta';
  /** Parts of the path, as they are: they are percent-encoded here. */
  readonly path: readonly string[];
  /** Names such as `$filter` with plain values: they are percent-encoded here, which the Graph client does not do. */
  readonly query?: Readonly<Record<string, string>>;
}

/** Microsoft Graph through its client. Raises `OutsideError`. */
export interface Graph {
  /** One object. Raises malformed-answer when the answer is another JSON value. */
  object(call: GraphCall): Promise<JsonObject>;
  /** The same with the provider's clock at its answer, to the second; null when it does not say. */
  datedObject(call: GraphCall): Promise<{ readonly object: JsonObject; readonly toldAt: Instant | null }>;
  /** The bytes of a `$value`. */
  bytes(call: GraphCall): Promise<Uint8Array>;
  /** Makes a new object of `body` and gives it as the provider has it. Made twice, if the first answer was lost. */
  create(call: GraphCall, body: JsonObject): Promise<JsonObject>;
  /** Acts; any 2xx is success and the answer is not looked at. */
  post(call: GraphCall, body?: JsonObject): Promise<void>;
  /** Changes parts of an object; any 2xx is success. */
  change(call: GraphCall, body: JsonObject): Promise<void>;
  /** Takes an object away; any 2xx is success. */
  remove(call: GraphCall): Promise<void>;
  /** The values of a collection, page after page, following `@odata.nextLink` as given. */
  pages(call: GraphCall): AsyncIterable<readonly JsonValue[]>;
  /** The same with all that stands beside the values. `from` is a link of an earlier answer, in place of the call's own path and query. */
  fullPages(call: GraphCall, from: string | null): AsyncIterable<JsonObject>;
}

export function createGraph(origin: string, caller: ApiCaller): Graph {
  const client = Client.initWithMiddleware({
    middleware: new GraphTransport(caller),
    baseUrl: `${origin}/`,
    defaultVersion: 'v1.0',
  });

  async function send(
    call: GraphCall,
    expects: ApiCall['expects'],
    act: (request: GraphRequest) => Promise<unknown>,
    exactUrl: string | null = null,
  ): Promise<ApiAnswer> {
    const { version, path, query, headers, ...rest } = call;
    const exchange = new GraphExchange({ ...rest, resource: 'graph', expects }, exactUrl);
    const request = client
      .api(pathOf(path, query))
      .version(version)
      .headers({ ...headers })
      .responseType(ResponseType.RAW)
      .middlewareOptions([exchange]);
    try {
      await act(request);
    } catch (error) {
      throw error instanceof GraphClientError && error.customError !== undefined ? error.customError : error;
    }
    if (exchange.answer === null)
      throw new Error(`${call.name}: the Graph client returned without an answer`);
    return exchange.answer;
  }

  const get = (request: GraphRequest): Promise<unknown> => request.get();

  async function* fullPages(call: GraphCall, from: string | null): AsyncGenerator<JsonObject> {
    const followed = new Set<string>();
    let link = from === null ? null : ownLink(call.name, from, origin);
    do {
      const page: JsonObject = asObject(call.name, await send(call, 'json', get, link));
      if (!Array.isArray(page.value)) throw malformed(call.name, 'a page without a list of values');
      yield page;
      link = nextLink(call.name, page, origin, followed);
    } while (link !== null);
  }

  return {
    object: async (call) => asObject(call.name, await send(call, 'json', get)),
    async datedObject(call) {
      const answer = await send(call, 'json', get);
      const ms = Date.parse(answer.headers.date ?? '');
      return { object: asObject(call.name, answer), toldAt: Number.isNaN(ms) ? null : toInstant(ms) };
    },
    bytes: async (call) => (await send(call, 'any', get)).body,
    async create(call, body) {
      const made = await send(call, 'json', (request) => request.post(body));
      return asObject(call.name, made);
    },
    async post(call, body) {
      await send(call, 'any', (request) => request.post(body));
    },
    async change(call, body) {
      await send(call, 'any', (request) => request.patch(body));
    },
    async remove(call) {
      await send(call, 'any', (request) => request.delete());
    },
    fullPages,
    async *pages(call) {
      for await (const { value } of fullPages(call, null)) if (Array.isArray(value)) yield value;
    },
  };
}

/** Doubles quotes as OData asks, and wraps the value in them. */
export function odataText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** OData's own parts of a path. */
const PLAIN = new Set(['$ref', '$value']);

function pathOf(path: readonly string[], query: Readonly<Record<string, string>> = {}): string {
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const parts = path.map((part) => (PLAIN.has(part) ? part : encodeURIComponent(part))).join('/');
  return `/${parts}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
}

function nextLink(name: string, page: JsonObject, origin: string, followed: Set<string>): string | null {
  const next = page['@odata.nextLink'];
  if (next === undefined || next === null) return null;
  const link = ownLink(name, next, origin);
  if (followed.has(link)) throw malformed(name, 'the pages lead round in a circle');
  followed.add(link);
  return link;
}

/** A token goes to the configured host or nowhere. */
function ownLink(name: string, link: JsonValue, origin: string): string {
  if (typeof link === 'string' && URL.canParse(link) && new URL(link).origin === origin) return link;
  throw new OutsideError('refused', `${name}: the next page lies on another host; the token stays here`, {
    code: 'foreign-link',
  });
}

function asObject(name: string, answer: ApiAnswer): JsonObject {
  if (isJsonObject(answer.json)) return answer.json;
  throw new MalformedAnswer(`${name}: expected a JSON object`, answer.body);
}

function malformed(name: string, text: string): OutsideError {
  return new OutsideError('malformed-answer', `${name}: ${text}`);
}
