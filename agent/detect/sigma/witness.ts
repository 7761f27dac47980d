import type { Expression } from './language/expression.js';

/** Something of which a record must have at least one for an expression to hold. All texts in lower case. */
export type Witness =
  | { readonly kind: 'equals' | 'needles'; readonly field: string; readonly texts: readonly string[] }
  | { readonly kind: 'leaf'; readonly texts: readonly string[] }
  | { readonly kind: 'present'; readonly field: string };

/** Shorter pieces stand in so many texts that looking for them tells little. */
const MIN_NEEDLE_LENGTH = 3;

/**
 * What a record must have for the expression to hold: one of these. Null when nothing can be named, so that every
 * record must be looked at. A `leaf` stands anywhere in the record. Fields that are the same in every record tell nothing.
 */
export function witnessesOf(
  expression: Expression,
  isConstant: (field: string) => boolean,
): readonly Witness[] | null {
  const ofPart = (part: Expression): readonly Witness[] | null => witnessesOf(part, isConstant);
  switch (expression.type) {
    case 'field':
      return isConstant(expression.field) ? null : ofField(expression);
    case 'keyword':
      return expression.needles === undefined || !areLong(expression.needles)
        ? null
        : [{ kind: 'leaf', texts: expression.needles }];
    case 'reference':
      return [{ kind: 'present', field: expression.field }];
    case 'and':
      return mostTelling(expression.parts.map(ofPart));
    case 'or':
      return united(expression.parts.map(ofPart));
    case 'not':
      return null;
  }
}

function ofField({
  field,
  equals,
  needles,
  needsValue,
}: Extract<Expression, { type: 'field' }>): readonly Witness[] | null {
  if (equals !== null) return [{ kind: 'equals', field, texts: equals }];
  if (needles !== undefined && areLong(needles)) return [{ kind: 'needles', field, texts: needles }];
  return needsValue === true ? [{ kind: 'present', field }] : null;
}

function areLong(needles: readonly string[]): boolean {
  return needles.every((text) => text.length >= MIN_NEEDLE_LENGTH);
}

/** Any part of an `or` can make it hold: each needs a witness of its own. */
function united(parts: readonly (readonly Witness[] | null)[]): readonly Witness[] | null {
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known.flat() : null;
}

/** Every part of an `and` must hold: the one that fewest records have stands for all. */
function mostTelling(parts: readonly (readonly Witness[] | null)[]): readonly Witness[] | null {
  const known = parts.filter((part) => part !== null);
  return known.reduce<readonly Witness[] | null>(
    (best, part) => (best === null || rarity(part) > rarity(best) ? part : best),
    null,
  );
}

/** A rough order, of least importance for the result: long texts are rarer than short ones, presence is common. */
function rarity(witnesses: readonly Witness[]): number {
  return Math.min(...witnesses.map(rarityOfOne));
}

function rarityOfOne(witness: Witness): number {
  if (witness.kind === 'present') return 0;
  const shortest = Math.min(...witness.texts.map((text) => text.length));
  // Short values such as "0" and "success" are common in every log.
  return Math.min(shortest, 12) / (1 + witness.texts.length / 50) + (witness.kind === 'equals' ? 1 : 0);
}
