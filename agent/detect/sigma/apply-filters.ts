import type { InputIssue } from '../../model/errors.js';
import { nearestName } from '../../model/nearest-name.js';
import { join } from './language/expression.js';
import type { RuleFilter } from './read-filter.js';
import { describeLogSource, isMeant } from './read-log-source.js';
import type { CompiledRule } from './rule.js';

/**
 * Joins rules with the filters that apply to them: a record must fit both. A filter that names a rule that is not
 * there is a mistake: an exception that silently does nothing.
 */
export function applyFilters(
  rules: readonly CompiledRule[],
  filters: readonly RuleFilter[],
): { readonly rules: readonly CompiledRule[]; readonly errors: readonly InputIssue[] } {
  return {
    rules: rules.map((rule) => filters.filter((filter) => applies(filter, rule)).reduce(withFilter, rule)),
    errors: filters.flatMap((filter) => unusedNames(filter, rules)),
  };
}

function withFilter(rule: CompiledRule, { expression }: RuleFilter): CompiledRule {
  return { ...rule, expression: join('and', [rule.expression, expression]) };
}

/** Whether a filter means a rule, by name or id and by log source. */
export function applies(
  { rules, logSource }: RuleFilter,
  { rule, name, logSource: log }: CompiledRule,
): boolean {
  const isNamed = rules === null || rules.includes(rule.id) || (name !== null && rules.includes(name));
  return isNamed && isMeant(logSource, log);
}

function unusedNames(filter: RuleFilter, rules: readonly CompiledRule[]): readonly InputIssue[] {
  return (filter.rules ?? []).flatMap((wanted, at) => {
    const path = ['filter', 'rules', at];
    const named = rules.filter(({ rule, name }) => rule.id === wanted || name === wanted);
    if (named.length === 0) return [filter.document.issueAt(path, unknownRule(wanted, rules))];
    if (named.some((rule) => applies(filter, rule))) return [];
    const log = describeLogSource(filter.logSource);
    return [
      filter.document.issueAt(path, `"${wanted}" is a rule of another log source than the filter's (${log})`),
    ];
  });
}

function unknownRule(wanted: string, rules: readonly CompiledRule[]): string {
  const near = nearestName(
    wanted,
    rules.flatMap(({ rule, name }) => [rule.id, ...(name === null ? [] : [name])]),
  );
  return `"${wanted}" is the id or name of no rule here${near === null ? '' : `; did you mean "${near}"?`}`;
}
