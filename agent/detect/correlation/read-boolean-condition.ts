import type { Issues } from '../sigma/language/issues.js';
import { type Condition, ConditionMistake, parseCondition } from '../sigma/language/parse-condition.js';
import type { CorrelationType } from './correlation.js';
import { MAX_ORDERED_RULES } from './measures/ordered-boolean.js';
import type { ReadCondition } from './read-condition.js';

const PATH = ['correlation', 'condition'];

/** Reads a condition over rule names, such as `a and not b`. Null when it has errors. */
export function readBooleanCondition(
  text: string,
  type: CorrelationType,
  rules: readonly string[],
  issues: Issues,
): ReadCondition | null {
  const condition = parsed(text, issues);
  if (condition === null) return null;
  const named = [...new Set(namesIn(condition))];
  const before = issues.errors.length;
  for (const [at, rule] of rules.entries())
    if (!named.includes(rule))
      issues.error(['correlation', 'rules', at], `"${rule}" is not in the condition; every rule must be`);
  for (const name of named)
    if (rules.length > 0 && !rules.includes(name))
      issues.error(PATH, `condition names "${name}", which is not among the rules`);
  if (type === 'temporal_ordered' && named.length > MAX_ORDERED_RULES)
    issues.error(PATH, `an ordered correlation takes at most ${MAX_ORDERED_RULES} rules in a condition`);
  if (issues.errors.length > before) return null;
  return {
    condition: { type: 'boolean', condition },
    fields: [],
    percentile: null,
    // A rule that must not be there may still come; chains of some of the rules are not kept in short.
    isGrowing: type === 'temporal' && !hasNegation(condition),
    rules: rules.length > 0 ? rules : named,
  };
}

function parsed(text: string, issues: Issues): Condition | null {
  try {
    const condition = parseCondition(text);
    if (!hasQuantifier(condition)) return condition;
    issues.error(PATH, 'condition uses "of"; over rules Sigma knows and, or, not and parentheses');
  } catch (mistake) {
    if (!(mistake instanceof ConditionMistake)) throw mistake;
    issues.error(PATH, `condition ${mistake.message}`);
  }
  return null;
}

function hasNegation(condition: Condition): boolean {
  return condition.type === 'not' || partsOf(condition).some(hasNegation);
}

function hasQuantifier(condition: Condition): boolean {
  if (condition.type === 'of') return true;
  return partsOf(condition).some(hasQuantifier);
}

/** In the order of their first appearance. */
function namesIn(condition: Condition): readonly string[] {
  return condition.type === 'name' ? [condition.name] : partsOf(condition).flatMap(namesIn);
}

function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts;
    case 'not':
      return [condition.part];
    default:
      return [];
  }
}
