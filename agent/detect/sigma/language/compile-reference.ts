import type { FieldValue } from '../fields/field-value.js';
import type { RuleValue } from '../values/compile-value.js';
import { type Expression, join, type PairTest } from './expression.js';
import type { Modifiers } from './modifiers.js';

/**
 * Compiles `fieldref`: the values are names of other fields of the record. Gives the mistake as text. `asks` tells
 * questions apart.
 */
export function compileReference(
  field: string,
  values: readonly (RuleValue | null)[],
  modifiers: Modifiers,
  asks: (other: string) => string,
): Expression | string {
  const test = compareBy(modifiers);
  const parts = values.flatMap((other): readonly Expression[] =>
    typeof other === 'string' && other !== ''
      ? [{ type: 'reference', asks: asks(other), field, other, test }]
      : [],
  );
  if (parts.length < values.length) return 'needs the name of another field';
  return join(modifiers.isAll ? 'and' : 'or', parts);
}

function compareBy({ position, isCased }: Modifiers): PairTest {
  const seen = (value: FieldValue): string => (isCased ? value.text : value.lower);
  switch (position) {
    case 'contains':
      return (left, right) => seen(left).includes(seen(right));
    case 'startswith':
      return (left, right) => seen(left).startsWith(seen(right));
    case 'endswith':
      return (left, right) => seen(left).endsWith(seen(right));
    case null:
      return (left, right) => seen(left) === seen(right);
  }
}
