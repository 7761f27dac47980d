import type { RecordView } from './fields/record-view.js';
import type { FieldReader } from './fields/taxonomy.js';
import type { Expression } from './language/expression.js';
import type { SharedParts } from './shared-parts.js';

/** Every value of one field is compared with every value of the other: where that are more, lists are cut. */
const MAX_COMPARISONS = 100_000;
const MAX_SIDE = 316;
/** Longer lists of texts are not looked for one by one in a long text. */
const MAX_SEARCHED = 20;

/** Whether a record is a match. */
export type Matcher = (view: RecordView) => boolean;

/**
 * Ties an expression to where a log keeps its fields. Done once per rule and taxonomy. With `shared`, parts that stand
 * in several expressions are answered once per record.
 */
export function bind(
  expression: Expression,
  readerOf: (field: string) => FieldReader,
  shared: SharedParts | null = null,
): Matcher {
  const create = (): Matcher => bindOwn(expression, readerOf, shared);
  return shared === null ? create() : shared.matcherOf(expression, create);
}

function bindOwn(
  expression: Expression,
  readerOf: (field: string) => FieldReader,
  shared: SharedParts | null,
): Matcher {
  switch (expression.type) {
    case 'and': {
      const parts = expression.parts.map((part) => bind(part, readerOf, shared));
      return allHold(parts);
    }
    case 'or': {
      const parts = expression.parts.map((part) => bind(part, readerOf, shared));
      return anyHolds(parts);
    }
    case 'not': {
      const part = bind(expression.part, readerOf, shared);
      return (view) => !part(view);
    }
    case 'field':
      return bindField(expression, readerOf(expression.field));
    case 'reference':
      return bindReference(expression, readerOf);
    case 'keyword': {
      const { test } = expression;
      return (view) => view.leaves().values.some(test);
    }
  }
}

// Loops and not every() and some(): they run for each record and rule, and a call for each part is half of their cost.

function allHold(parts: readonly Matcher[]): Matcher {
  return (view) => {
    for (const part of parts) if (!part(view)) return false;
    return true;
  };
}

function anyHolds(parts: readonly Matcher[]): Matcher {
  return (view) => {
    for (const part of parts) if (part(view)) return true;
    return false;
  };
}

/** Many values are first looked at as one text. */
function bindField(
  { test, needles, contains }: Extract<Expression, { type: 'field' }>,
  read: FieldReader,
): Matcher {
  if (needles === undefined || needles.length > MAX_SEARCHED) return (view) => test(read(view));
  // A text with a comma or a line feed may lie over two values.
  const isExact = contains?.every((text) => !/[,\n]/.test(text)) ?? false;
  return (view) => {
    const found = read(view);
    const joined = found.joined ?? null;
    if (joined === null) return test(found);
    if (isExact) return contains?.some((text) => joined.includes(text)) ?? false;
    return needles.some((text) => joined.includes(text)) && test(found);
  };
}

function bindReference(
  { field, other, test }: Extract<Expression, { type: 'reference' }>,
  readerOf: (field: string) => FieldReader,
): Matcher {
  const readLeft = readerOf(field);
  const readRight = readerOf(other);
  return (view) => {
    const left = readLeft(view).values;
    const right = readRight(view).values;
    if (left.length * right.length > MAX_COMPARISONS)
      return anyPair(left.slice(0, MAX_SIDE), right.slice(0, MAX_SIDE), test);
    return anyPair(left, right, test);
  };
}

function anyPair<T>(left: readonly T[], right: readonly T[], test: (value: T, other: T) => boolean): boolean {
  return left.some((value) => right.some((other) => test(value, other)));
}
