import { QueryError } from './filter.js';

export interface FilterToken {
  readonly type: 'name' | 'string' | 'number' | 'time' | 'mark';
  readonly text: string;
}

const PATTERNS: readonly (readonly [FilterToken['type'], RegExp])[] = [
  ['time', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2})/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w-])/y],
  ['string', /'(?:[^']|'')*'/y],
  ['name', /[A-Za-z_][\w/]*/y],
  ['mark', /[(),:]/y],
];

/** Splits a `$filter` into tokens. Raises a QueryError where it cannot go on. */
export function readTokens(text: string): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const token = readAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function readAt(text: string, at: number): FilterToken {
  for (const [type, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return { type, text: found[0] };
  }
  throw new QueryError(`Invalid filter clause: Syntax error at position ${at} in '${text}'.`);
}
