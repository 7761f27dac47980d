import type { Condition } from '../../sigma/language/parse-condition.js';

/**
 * Whether a boolean condition over rules holds. `isThere` answers for a rule that must have been seen, `isAnywhere` for
 * one that must not have been.
 */
export function holdsFor(
  condition: Condition,
  isThere: (rule: string) => boolean,
  isAnywhere: (rule: string) => boolean = isThere,
): boolean {
  switch (condition.type) {
    case 'and':
      return condition.parts.every((part) => holdsFor(part, isThere, isAnywhere));
    case 'or':
      return condition.parts.some((part) => holdsFor(part, isThere, isAnywhere));
    case 'not':
      return !holdsFor(condition.part, isAnywhere, isThere);
    case 'name':
      return isThere(condition.name);
    case 'of':
      // Refused when the correlation was read.
      return false;
  }
}
