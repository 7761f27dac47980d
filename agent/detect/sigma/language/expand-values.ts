import type { YamlPath } from '../../content/yaml-documents.js';
import type { RuleValue } from '../values/compile-value.js';
import { type ExpandedText, expandText, MAX_EXPANDED } from '../values/expand-text.js';
import type { Compilation } from './compilation.js';
import type { Modifiers } from './modifiers.js';
import type { PlaceholderLists } from './placeholders.js';

/** A value of a rule and where it stands. */
interface PlacedValue {
  readonly value: RuleValue | null;
  readonly place: YamlPath;
}

/**
 * Writes out the placeholders of a line's values; what comes of one value stands where it stood. Null when a placeholder has no usable
 * list or too many values come of it, which the issues then say, unless the list's own mistakes say it already.
 */
export function expandValues(
  key: string,
  values: readonly PlacedValue[],
  { kind }: Modifiers,
  { issues, placeholders }: Compilation,
): readonly PlacedValue[] | null {
  const first = values[0]?.place ?? [];
  const expanded = values.map(({ value, place }) => ({
    place,
    ...expandOne(value, kind === null, placeholders),
  }));
  for (const one of expanded) {
    const mistake = mistakeIn(one, placeholders);
    if (mistake !== null) issues.error(one.place, `"${key}" ${mistake}`);
  }
  const usable = expanded.flatMap((one) => ('values' in one ? [one] : []));
  if (usable.length < expanded.length) return null;
  if (usable.every(({ names }) => names.length === 0))
    issues.warn(first, `"${key}" has no placeholder to expand; write %name%, or leave |expand out`);
  const placed = new Map(
    usable.flatMap(({ place, values: all }) => all.map((value) => [value, { value, place }])),
  );
  if (placed.size <= MAX_EXPANDED) return [...placed.values()];
  issues.error(first, `"${key}" ${tooMany(placed.size)}`);
  return null;
}

type Expanded =
  | { readonly values: readonly (RuleValue | null)[]; readonly names: readonly string[] }
  | Exclude<ExpandedText, { readonly values: unknown }>;

/** Numbers and the like have no placeholder in them. */
function expandOne(value: RuleValue | null, isPattern: boolean, lists: PlaceholderLists): Expanded {
  if (typeof value !== 'string') return { values: [value], names: [] };
  return expandText(value, isPattern, (name) => lists.find(name)?.values ?? null);
}

function mistakeIn(expanded: Expanded, lists: PlaceholderLists): string | null {
  if ('count' in expanded) return tooMany(expanded.count);
  return 'unknown' in expanded ? withoutList(expanded.unknown, lists) : null;
}

/** Null where there is a list, with mistakes of its own. */
function withoutList(name: string, lists: PlaceholderLists): string | null {
  if (lists.find(name) !== undefined) return null;
  const near = lists.nearest(name);
  const hint =
    near === null
      ? 'add it under "placeholders" in a file of the rule directory, or write \\% for a percent sign'
      : `did you mean %${near}%?`;
  return `names the placeholder %${name}%, for which there is no list; ${hint}`;
}

function tooMany(count: number): string {
  return `stands for ${count} values when its placeholders are written out; at most ${MAX_EXPANDED} can be compared with`;
}
