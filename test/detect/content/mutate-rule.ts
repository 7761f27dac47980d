import { parse, stringify } from 'yaml';

/** A rule with one thing changed, and what that is. */
export interface Mutant {
  readonly change: string;
  readonly text: string;
}

type Tree = Record<string, unknown>;

/** A value that no record has. */
const NEVER = 'no record says this';

/**
 * Each way to widen or narrow a rule by one part: a selection, an alternative or a filter that never holds; of a correlation one more or
 * one fewer, another stretch of time, a group left out. Words of a list and single fields are not taken away one by one: no rule has a
 * test for each.
 */
export function mutantsOf(text: string): readonly Mutant[] {
  const rule = parse(text) as Tree;
  const changes = [...detectionChanges(rule), ...correlationChanges(rule)];
  return changes.map(({ change, rule: changed }) => ({ change, text: stringify(changed) }));
}

interface Change {
  readonly change: string;
  readonly rule: Tree;
}

function detectionChanges(rule: Tree): readonly Change[] {
  if (!isTree(rule.detection)) return [];
  const { detection } = rule;
  return Object.entries(detection)
    .filter(([name]) => name !== 'condition' && name !== 'timeframe')
    .flatMap(([name, search]) =>
      searchChanges(search).map(({ what, search: changed }) => ({
        change: `${name}: ${what}`,
        rule: { ...rule, detection: { ...detection, [name]: changed } },
      })),
    );
}

function searchChanges(search: unknown): readonly { readonly what: string; readonly search: unknown }[] {
  if (Array.isArray(search)) {
    if (search.length < 2 || !search.every(isTree)) return [];
    return search.map((_, at) => ({
      what: `without alternative ${at + 1}`,
      search: search.filter((_one, other) => other !== at),
    }));
  }
  const [first] = isTree(search) ? Object.keys(search) : [];
  return first === undefined ? [] : [{ what: 'never holds', search: { [nameOf(first)]: NEVER } }];
}

function nameOf(field: string): string {
  return field.split('|')[0] ?? field;
}

const SPAN = /^(\d+)([smhd])$/;

function correlationChanges(rule: Tree): readonly Change[] {
  if (!isTree(rule.correlation)) return [];
  const { correlation } = rule;
  const change = (what: string, more: Tree): Change => ({
    change: what,
    rule: { ...rule, correlation: { ...correlation, ...more } },
  });
  return [
    ...thresholdChanges(correlation.condition).map(({ what, condition }) => change(what, { condition })),
    ...spanChanges(correlation.timespan).map((timespan) => change(`within ${timespan}`, { timespan })),
    ...groupChanges(correlation['group-by']).map((list) =>
      change(`grouped by ${list.join()}`, { 'group-by': list }),
    ),
  ];
}

function thresholdChanges(
  condition: unknown,
): readonly { readonly what: string; readonly condition: Tree }[] {
  if (!isTree(condition) || typeof condition.gte !== 'number') return [];
  const { gte } = condition;
  return [gte + 1, gte - 1]
    .filter((count) => count > 0)
    .map((count) => ({ what: `at least ${count}`, condition: { ...condition, gte: count } }));
}

function spanChanges(span: unknown): readonly string[] {
  const parts = SPAN.exec(String(span));
  if (parts === null) return [];
  const seconds = Number(parts[1]) * ({ s: 1, m: 60, h: 3_600, d: 86_400 }[parts[2] ?? 's'] ?? 1);
  return [`${seconds * 30}s`, `${Math.max(1, Math.floor(seconds / 30))}s`];
}

function groupChanges(groups: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(groups) || groups.length < 2) return [];
  return groups.map((_, at) => groups.filter((_one, other) => other !== at));
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
