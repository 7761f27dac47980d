import type { RecordView } from './fields/record-view.js';
import type { FieldReader } from './fields/taxonomy.js';
import type { Expression } from './language/expression.js';

/** Every value of one field is compared with every value of the other: longer lists are cut. */
const MAX_COMPARED = 100;

/** Whether a record is a match. */
export type Matcher = (view: RecordView) => boolean;

/** Ties an expression to where a log keeps its fields. Done once per rule and taxonomy. */
export function bind(expression: Expression, readerOf: (field: string) => FieldReader): Matcher {
  switch (expression.type) {
    case 'and': {
      const parts = expression.parts.map((part) => bind(part, readerOf));
      return (view) => parts.every((part) => part(view));
    }
    case 'or': {
      const parts = expression.parts.map((part) => bind(part, readerOf));
      return (view) => parts.some((part) => part(view));
    }
    case 'not': {
      const part = bind(expression.part, readerOf);
      return (view) => !part(view);
    }
    case 'field': {
      const read = readerOf(expression.field);
      const { test } = expression;
      return (view) => test(read(view));
    }
    case 'reference':
      return bindReference(expression, readerOf);
    case 'keyword': {
      const { test } = expression;
      return (view) => view.leaves().values.some(test);
    }
  }
}

function bindReference(
  { field, other, test }: Extract<Expression, { type: 'reference' }>,
  readerOf: (field: string) => FieldReader,
): Matcher {
  const readLeft = readerOf(field);
  const readRight = readerOf(other);
  return (view) => {
    const right = readRight(view).values.slice(0, MAX_COMPARED);
    const left = readLeft(view).values.slice(0, MAX_COMPARED);
    return left.some((value) => right.some((other) => test(value, other)));
  };
}
