import type { Json, JsonRecord } from '../../tenant.js';
import type { Comparison, Filter, Literal } from './filter.js';

/** Whether an object passes a filter. Texts are compared without case, as Graph does; an absent property is null. */
export function passesFilter(filter: Filter, item: Json): boolean {
  switch (filter.kind) {
    case 'and':
      return passesFilter(filter.left, item) && passesFilter(filter.right, item);
    case 'or':
      return passesFilter(filter.left, item) || passesFilter(filter.right, item);
    case 'compare':
      return compare(valueAt(item, filter.path), filter.operator, filter.literal);
    case 'startsWith': {
      const value = valueAt(item, filter.path);
      return typeof value === 'string' && value.toLowerCase().startsWith(filter.prefix.toLowerCase());
    }
    case 'any': {
      const values = valueAt(item, filter.path);
      return Array.isArray(values) && values.some((value: Json) => passesFilter(filter.inner, value));
    }
  }
}

/** The value at a path such as `status/errorCode`; null when there is none. */
export function valueAt(item: Json, path: string): Json {
  if (path === '') return item;
  let value: Json = item;
  for (const name of path.split('/')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    value = (value as JsonRecord)[name] ?? null;
  }
  return value;
}

function compare(value: Json, operator: Comparison, literal: Literal): boolean {
  if (literal.type === 'null' || value === null) {
    const isEqual = value === literal.value;
    return operator === 'eq' ? isEqual : operator === 'ne' ? !isEqual : false;
  }
  const [left, right] = comparable(value, literal);
  switch (operator) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'ge':
      return left >= right;
    case 'le':
      return left <= right;
    case 'gt':
      return left > right;
    case 'lt':
      return left < right;
  }
}

function comparable(
  value: Json,
  literal: Exclude<Literal, { type: 'null' }>,
): readonly [string | number, string | number] {
  switch (literal.type) {
    case 'time':
      return [Date.parse(String(value)), literal.value];
    case 'string':
      return [String(value).toLowerCase(), literal.value.toLowerCase()];
    case 'number':
      return [Number(value), literal.value];
    case 'boolean':
      return [String(value), String(literal.value)];
  }
}

/** The bounds that a filter sets on a time property for everything that passes it; both included. */
export function timeBounds(
  filter: Filter | null,
  path: string,
): { readonly fromMs: number; readonly toMs: number } {
  let fromMs = Number.NEGATIVE_INFINITY;
  let toMs = Number.POSITIVE_INFINITY;
  const visit = (part: Filter): void => {
    if (part.kind === 'and') {
      visit(part.left);
      visit(part.right);
    } else if (part.kind === 'compare' && part.path === path && part.literal.type === 'time') {
      const { operator, literal } = part;
      if (operator !== 'le' && operator !== 'lt' && operator !== 'ne')
        fromMs = Math.max(fromMs, literal.value);
      if (operator !== 'ge' && operator !== 'gt' && operator !== 'ne') toMs = Math.min(toMs, literal.value);
    }
  };
  if (filter !== null) visit(filter);
  return { fromMs, toMs };
}
