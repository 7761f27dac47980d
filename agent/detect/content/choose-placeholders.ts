import type { InputIssue } from '../../model/errors.js';
import type { PlaceholderList } from '../sigma/language/placeholders.js';

/** A list and the position of the rule directory that it was read from. */
export interface PlacedList {
  readonly list: PlaceholderList;
  readonly layer: number;
}

/** One list for each name: that of the last directory which has one. Two of one name in one directory are an error. */
export function choosePlaceholders(placed: readonly PlacedList[]): {
  readonly lists: readonly PlaceholderList[];
  readonly errors: readonly InputIssue[];
} {
  const chosen = new Map<string, PlacedList>();
  const errors: InputIssue[] = [];
  for (const one of [...placed].sort((a, b) => a.layer - b.layer)) {
    const { name, issueAt } = one.list;
    const before = chosen.get(name);
    if (before === undefined || before.layer < one.layer) chosen.set(name, one);
    else {
      const { file, line } = before.list.issueAt('');
      errors.push(
        issueAt(`the placeholder %${name}% has a list already in ${file}:${line ?? 1}; keep one of the two`),
      );
    }
  }
  return { lists: [...chosen.values()].map(({ list }) => list), errors };
}
