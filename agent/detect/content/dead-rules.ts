import type { InputIssue } from '../../model/errors.js';
import { toFound } from '../sigma/fields/field-value.js';
import { type FieldPlace, placesOf, type Taxonomy } from '../sigma/fields/taxonomy.js';
import type { Expression } from '../sigma/language/expression.js';
import { describeLogSource, isMeant } from '../sigma/read-log-source.js';
import type { CompiledRule } from '../sigma/rule.js';

/**
 * Rules that no record can ever satisfy, each as a warning that says why: no mapping covers the log source, or every
 * mapping that does knows better than the rule which fields and which values its records have. Never names a rule that
 * could match: what a mapping does not list is taken to be possible.
 */
export function findDeadRules(
  compiled: readonly CompiledRule[],
  taxonomies: readonly Taxonomy[],
): readonly InputIssue[] {
  return compiled.flatMap((one) => {
    const reason = reasonOfDeath(one, taxonomies);
    if (reason === null) return [];
    const { file, line } = one.rule;
    return [{ file, line, column: null, message: `never matches: ${reason}` }];
  });
}

function reasonOfDeath(
  { logSource, expression }: CompiledRule,
  taxonomies: readonly Taxonomy[],
): string | null {
  const meant = taxonomies.filter((taxonomy) => taxonomy.logSources.some((log) => isMeant(logSource, log)));
  const [first] = meant;
  if (first === undefined) return `no mapping covers its log source (${describeLogSource(logSource)})`;
  const reasons = meant.map((taxonomy) => whyNever(expression, taxonomy));
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

/** Why no record under a mapping can satisfy the expression; null where one might. */
function whyNever(expression: Expression, taxonomy: Taxonomy): string | null {
  switch (expression.type) {
    case 'and':
      return (
        expression.parts.map((part) => whyNever(part, taxonomy)).find((reason) => reason !== null) ?? null
      );
    case 'or': {
      const reasons = expression.parts.map((part) => whyNever(part, taxonomy));
      return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
    }
    case 'field':
      return whyNeverField(expression, taxonomy);
    case 'reference':
      return [expression.field, expression.other].every((field) => isKnown(field, taxonomy))
        ? null
        : `a record under the mapping ${taxonomy.name} has not both "${expression.field}" and "${expression.other}"`;
    // What must not be the case can always not be the case.
    case 'not':
    case 'keyword':
      return null;
  }
}

function whyNeverField(
  { field, test, needsValue }: Extract<Expression, { type: 'field' }>,
  taxonomy: Taxonomy,
): string | null {
  const lower = field.toLowerCase();
  const constant = taxonomy.constants.get(lower);
  if (constant !== undefined) {
    return test(toFound([constant]))
      ? null
      : `under the mapping ${taxonomy.name}, "${field}" is always "${constant}"`;
  }
  if (needsValue !== true) return null;
  if (!isKnown(field, taxonomy)) return `no record under the mapping ${taxonomy.name} has a field "${field}"`;
  const values = taxonomy.values.get(lower);
  if (values === undefined || values.some((value) => test(toFound([value])))) return null;
  return `under the mapping ${taxonomy.name}, "${field}" is one of: ${values.join(', ')}`;
}

/** Whether a record may have the field, as far as the mapping tells. */
function isKnown(field: string, taxonomy: Taxonomy): boolean {
  const { names, constants } = taxonomy;
  if (names === null || constants.has(field.toLowerCase())) return true;
  return placesOf(taxonomy, field).some((place) => isPossible(place, names));
}

/** The normalised event's fields are fixed by us, and not told here. */
function isPossible({ within, path }: FieldPlace, names: ReadonlySet<string>): boolean {
  const lower = path.toLowerCase();
  return within === 'event' || names.has(lower) || lower.split('.').every((part) => names.has(part));
}
