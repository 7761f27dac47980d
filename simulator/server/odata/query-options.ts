import { type Filter, type FilterRules, QueryError } from './filter.js';
import { parseFilter } from './parse-filter.js';

/** What a collection offers to a query. */
export interface CollectionRules {
  readonly filter: FilterRules | null;
  /** Properties that `$orderby` may name. */
  readonly orderBy: readonly string[];
  readonly pageSize: number;
  readonly largestPage: number;
  /** Properties that `$select` may name; null when any name will do. */
  readonly selectable: ReadonlySet<string> | null;
}

export interface QueryOptions {
  readonly filter: Filter | null;
  readonly orderBy: { readonly path: string; readonly isDescending: boolean } | null;
  readonly top: number;
  readonly select: readonly string[] | null;
  readonly skipToken: string | null;
}

const KNOWN = new Set(['$filter', '$orderby', '$top', '$select', '$skiptoken', '$count']);

/** Reads the `$` parameters of a collection's query. Raises a QueryError with the text that the API answers. */
export function readQueryOptions(query: URLSearchParams, rules: CollectionRules): QueryOptions {
  for (const name of query.keys()) {
    if (name.startsWith('$') && !KNOWN.has(name))
      throw new QueryError(`Query option '${name}' is not supported on this collection.`);
    if (query.getAll(name).length > 1)
      throw new QueryError(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      );
  }
  const filter = query.get('$filter');
  if (filter !== null && rules.filter === null)
    throw new QueryError("Query option '$filter' is not supported on this collection.");
  return {
    filter: filter === null || rules.filter === null ? null : parseFilter(filter, rules.filter),
    orderBy: readOrderBy(query.get('$orderby'), rules),
    top: readTop(query.get('$top'), rules),
    select: readSelect(query.get('$select'), rules.selectable),
    skipToken: query.get('$skiptoken'),
  };
}

/** The names of a `$select`; null when there is none. Raises a QueryError for a name that the type does not have. */
export function readSelect(
  text: string | null,
  selectable: ReadonlySet<string> | null,
): readonly string[] | null {
  if (text === null || text.trim() === '') return null;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => selectable !== null && !selectable.has(name));
  if (unknown !== undefined)
    throw new QueryError(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}'.`,
    );
  return names;
}

function readTop(text: string | null, rules: CollectionRules): number {
  if (text === null) return rules.pageSize;
  const top = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (top < 1 || top > rules.largestPage) {
    throw new QueryError(
      `Invalid page size specified: '${text}'. Must be between 1 and ${rules.largestPage} inclusive.`,
    );
  }
  return top;
}

function readOrderBy(text: string | null, rules: CollectionRules): QueryOptions['orderBy'] {
  if (text === null) return null;
  const [path = '', direction = 'asc', ...rest] = text.trim().split(/\s+/);
  if (!rules.orderBy.includes(path) || rest.length > 0 || !['asc', 'desc'].includes(direction))
    throw new QueryError(`The orderby clause '${text}' is not supported.`);
  return { path, isDescending: direction === 'desc' };
}
