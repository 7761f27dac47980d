export type Comparison = 'eq' | 'ne' | 'ge' | 'le' | 'gt' | 'lt';

/** A constant in a filter. Times are milliseconds since the epoch. */
export type Literal =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'time'; readonly value: number }
  | { readonly type: 'null'; readonly value: null };

/** A parsed `$filter`. Paths are written with `/`; inside `any` a path is relative to the item, '' is the item itself. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | {
      readonly kind: 'compare';
      readonly path: string;
      readonly operator: Comparison;
      readonly literal: Literal;
    }
  | { readonly kind: 'startsWith'; readonly path: string; readonly prefix: string }
  | { readonly kind: 'any'; readonly path: string; readonly inner: Filter };

export type Operator = Comparison | 'startsWith';

/** What can be asked of a property. */
export interface PropertyRule {
  readonly type: 'string' | 'number' | 'boolean' | 'time';
  readonly operators: readonly Operator[];
}

/** Filterable properties by path; those inside `any` as `signInEventTypes/*` or `targetResources/* /id` without the blank. */
export interface FilterRules {
  /** For messages, such as `microsoft.graph.signIn`. */
  readonly typeName: string;
  readonly properties: Readonly<Record<string, PropertyRule>>;
}

/** Why a query is refused, in Graph's words. */
export class QueryError extends Error {}
