import type { Shown } from '../../shapes/show.js';
import { jsonReply, type Reply } from '../http/call.js';
import { QueryError } from '../odata/filter.js';
import { type CollectionRules, type QueryOptions, readQueryOptions } from '../odata/query-options.js';
import type { PagePosition } from '../odata/skip-tokens.js';
import { refuse } from './graph-error.js';
import type { GraphContext, GraphRequest } from './graph-route.js';

/** The query options of a collection. Raises a Refusal with 400 for what the collection does not support. */
export function queryOf(request: GraphRequest, rules: CollectionRules): QueryOptions {
  return orRefuse(request, () => readQueryOptions(request.call.query, rules));
}

/** Runs a reading of the query; a QueryError becomes a 400. */
export function orRefuse<T>(request: GraphRequest, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof QueryError) throw refuse(request.call, 400, 'BadRequest', error.message);
    throw error;
  }
}

/** Where the reading stands: at its beginning, or where the page token says. Raises a Refusal with 400 for a bad one. */
export function positionOf(
  context: GraphContext,
  request: GraphRequest,
  options: QueryOptions,
): PagePosition {
  if (options.skipToken === null) return { offset: 0, asOfMs: request.call.nowMs };
  const position = context.skipTokens.read(options.skipToken, identityOf(request));
  if (position !== null) return position;
  throw refuse(request.call, 400, 'BadRequest', 'Invalid Skip Token, skip token is null or not valid.');
}

/** One page of `items`, with a link to the next when there is more. */
export function collectionReply<T>(
  context: GraphContext,
  request: GraphRequest,
  page: {
    readonly name: string;
    readonly items: readonly T[];
    readonly position: PagePosition;
    readonly top: number;
    readonly render: (item: T) => Shown;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Reply {
  const { offset, asOfMs } = page.position;
  const top = Math.min(page.top, context.tenant.troubles.largestPage);
  const value = page.items.slice(offset, offset + top).map(page.render);
  const end = offset + value.length;
  const next =
    end < page.items.length ? { '@odata.nextLink': nextLink(context, request, { offset: end, asOfMs }) } : {};
  return jsonReply(
    200,
    { '@odata.context': contextOf(context, request, page.name), ...next, value },
    { ...GRAPH_CONTENT, ...page.headers },
  );
}

/** One object. */
export function objectReply(
  context: GraphContext,
  request: GraphRequest,
  name: string,
  object: Shown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const body = { '@odata.context': contextOf(context, request, `${name}/$entity`), ...object };
  return jsonReply(200, body, { ...GRAPH_CONTENT, ...headers });
}

const GRAPH_CONTENT = {
  'content-type':
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
  'odata-version': '4.0',
};

export function contextOf(context: GraphContext, request: GraphRequest, name: string): string {
  return `${context.origin()}/${request.version}/$metadata#${name}`;
}

function nextLink(context: GraphContext, request: GraphRequest, position: PagePosition): string {
  const path = request.path.map(encodeURIComponent).join('/');
  const parameters = [...request.call.query]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const token = encodeURIComponent(context.skipTokens.make(position, identityOf(request)));
  const query = [...parameters, `%24skiptoken=${token}`].join('&');
  return `${context.origin()}/${request.version}/${path}?${query}`;
}

function identityOf(request: GraphRequest): string {
  const parameters = [...request.call.query].filter(([name]) => name !== '$skiptoken');
  return JSON.stringify([request.version, request.path, parameters, request.token.appId]);
}
