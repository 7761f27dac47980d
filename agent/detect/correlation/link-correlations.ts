import type { InputIssue } from '../../model/errors.js';
import { nearestName } from '../../model/nearest-name.js';
import type { Condition } from '../sigma/language/parse-condition.js';
import type { Rule } from '../sigma/rule.js';
import type { Correlation } from './correlation.js';
import type { ReadCorrelation } from './read-correlation.js';

/** A rule or correlation that others may name. */
export interface NamedRule {
  readonly rule: Rule;
  readonly name: string | null;
}

/** Correlations whose rules are called by their ids, each after those that it reads. */
export interface LinkedCorrelations {
  readonly correlations: readonly Correlation[];
  readonly errors: readonly InputIssue[];
}

/**
 * Finds the rules that correlations name, by id or name. One that names a rule that is not there, or twice, or itself by
 * way of others, is an error and left out.
 */
export function linkCorrelations(
  read: readonly ReadCorrelation[],
  rules: readonly NamedRule[],
): LinkedCorrelations {
  const known = [...rules, ...read.map(({ correlation }) => correlation)];
  const errors: InputIssue[] = [];
  const linked = new Map<string, ReadCorrelation>();
  for (const one of read) {
    const found = link(one, known);
    if ('errors' in found) errors.push(...found.errors);
    else linked.set(found.rule.id, { ...one, correlation: found });
  }
  const { ordered, left } = innerFirst(linked, rules);
  for (const { correlation, document } of left) {
    const isRing = reaches(correlation, correlation.rule.id, linked);
    const message = isRing
      ? 'the correlation reads itself, by way of its rules; take one of them out'
      : 'the correlation reads one that is refused';
    errors.push(document.issueAt(['correlation', 'rules'], message));
  }
  return { correlations: ordered, errors };
}

function link(
  { correlation, document }: ReadCorrelation,
  known: readonly NamedRule[],
): Correlation | { readonly errors: readonly InputIssue[] } {
  const errors: InputIssue[] = [];
  const ids = new Map<string, string>();
  for (const [at, wanted] of correlation.rules.entries()) {
    const named = known.filter(({ rule, name }) => rule.id === wanted || name === wanted);
    const [first] = named;
    const mistake = mistakeOf(wanted, named, known, [...ids.values()]);
    if (mistake === null && first !== undefined) ids.set(wanted, first.rule.id);
    else errors.push(document.issueAt(['correlation', 'rules', at], mistake ?? ''));
  }
  const aliases = linkAliases(correlation.aliases, ids, known, (alias, wanted) => {
    if (errors.length > 0) return;
    const message = `alias "${alias}" names "${wanted}", which is none of the rules`;
    errors.push(document.issueAt(['correlation', 'aliases'], message));
  });
  if (errors.length > 0) return { errors };
  const { condition } = correlation;
  return {
    ...correlation,
    rules: [...ids.values()],
    aliases,
    condition:
      condition.type === 'compare'
        ? condition
        : { type: 'boolean', condition: renamed(condition.condition, ids) },
  };
}

function linkAliases(
  written: Correlation['aliases'],
  ids: ReadonlyMap<string, string>,
  known: readonly NamedRule[],
  onStranger: (alias: string, wanted: string) => void,
): Correlation['aliases'] {
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  for (const [alias, fields] of written) {
    const byId = new Map<string, string>();
    for (const [wanted, field] of fields) {
      const id = ids.get(wanted) ?? [...ids.values()].find((one) => isCalled(one, wanted, known));
      if (id === undefined) onStranger(alias, wanted);
      else byId.set(id, field);
    }
    aliases.set(alias, byId);
  }
  return aliases;
}

function isCalled(id: string, wanted: string, known: readonly NamedRule[]): boolean {
  return known.some(({ rule, name }) => rule.id === id && (name === wanted || rule.id === wanted));
}

function mistakeOf(
  wanted: string,
  named: readonly NamedRule[],
  known: readonly NamedRule[],
  taken: readonly string[],
): string | null {
  const [first, second] = named;
  if (first === undefined) {
    const names = known.flatMap(({ rule, name }) => [rule.id, ...(name === null ? [] : [name])]);
    const near = nearestName(wanted, names);
    return `"${wanted}" is the id or name of no rule here${near === null ? '' : `; did you mean "${near}"?`}`;
  }
  if (second !== undefined)
    return `"${wanted}" is the name of several rules; call the one that is meant by its id`;
  return taken.includes(first.rule.id) ? `"${wanted}" is a rule that already stands in the list` : null;
}

function renamed(condition: Condition, ids: ReadonlyMap<string, string>): Condition {
  switch (condition.type) {
    case 'and':
    case 'or':
      return { ...condition, parts: condition.parts.map((part) => renamed(part, ids)) };
    case 'not':
      return { type: 'not', part: renamed(condition.part, ids) };
    case 'name':
      return { type: 'name', name: ids.get(condition.name) ?? condition.name };
    case 'of':
      return condition;
  }
}

/** Takes again and again those whose rules are all there; whoever is never reached lies in a ring, or reads what is missing. */
function innerFirst(
  linked: ReadonlyMap<string, ReadCorrelation>,
  rules: readonly NamedRule[],
): { readonly ordered: readonly Correlation[]; readonly left: readonly ReadCorrelation[] } {
  const ordered: Correlation[] = [];
  const families = new Map(rules.map(({ rule }) => [rule.id, rule.family]));
  let left = [...linked.values()];
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    for (const { correlation, hasFamily } of left) {
      if (!correlation.rules.every((rule) => families.has(rule))) continue;
      const { rule } = correlation;
      const family = hasFamily ? rule.family : (families.get(correlation.rules[0] ?? '') ?? rule.family);
      ordered.push({ ...correlation, rule: { ...rule, family } });
      families.set(rule.id, family);
    }
    left = left.filter(({ correlation }) => !families.has(correlation.rule.id));
  }
  return { ordered, left };
}

function reaches(from: Correlation, target: string, linked: ReadonlyMap<string, ReadCorrelation>): boolean {
  const waiting = [...from.rules];
  const seen = new Set<string>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === target) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(linked.get(id)?.correlation.rules ?? []));
  }
  return false;
}
