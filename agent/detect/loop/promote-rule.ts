import { isMap, isScalar, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { documentRule } from './document-rule.js';

/** A rule file after the edit, and the line that it changed; or why nothing was changed. */
export type Promotion =
  | { readonly text: string; readonly line: number }
  | { readonly mistake: string; readonly line: number };

/**
 * Takes a rule off trial, by its id, or a behaviour by `behaviour:<type>`: its `shadow: true` becomes `shadow: false`, and not one
 * other character of the file changes. Null when the file holds no such rule.
 */
export function promoteRule(text: string, rule: string): Promotion | null {
  const lines = new LineCounter();
  for (const { contents } of parseAllDocuments(text, { lineCounter: lines, logLevel: 'error' })) {
    if (!isMap(contents) || documentRule(contents) !== rule) continue;
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
