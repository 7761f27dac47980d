import { isMap, isScalar, LineCounter, type Node, parseAllDocuments } from 'yaml';

/** A rule file after the edit, and the line that it changed; or why nothing was changed. */
export type Promotion =
  | { readonly text: string; readonly line: number }
  | { readonly mistake: string; readonly line: number };

/**
 * Takes the rule `id` off trial: its `shadow: true` becomes `shadow: false`, and not one other character of the file
 * changes. Null when the file holds no rule of this id.
 */
export function promoteRule(text: string, id: string): Promotion | null {
  const lines = new LineCounter();
  for (const { contents } of parseAllDocuments(text, { lineCounter: lines, logLevel: 'error' })) {
    if (!isMap(contents) || String(contents.get('id')) !== id) continue;
    const shadow: unknown = contents.getIn(['mailwarden', 'shadow'], true);
    const range = isScalar(shadow) && shadow.value === true ? shadow.range : undefined;
    const line = lines.linePos((isNode(shadow) ? shadow.range?.[0] : contents.range?.[0]) ?? 0).line;
    if (!range)
      return { mistake: 'the rule is not on trial: it has no "shadow: true" under mailwarden', line };
    return { text: `${text.slice(0, range[0])}false${text.slice(range[1])}`, line };
  }
  return null;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value);
}
