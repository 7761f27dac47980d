/** A piece of a Sigma string: plain text, or one of its two wildcards. */
export type PatternToken = string | typeof ANY | typeof ONE;

/** `*`: any number of characters, none included. */
export const ANY = Symbol('*');
/** `?`: exactly one character. */
export const ONE = Symbol('?');

/**
 * Reads a Sigma string. A backslash escapes a wildcard or another backslash and is itself otherwise
 * (Sigma specification 2.1.0, "Escape Character"): `\*` is a plain star, `\\*` a backslash and a wildcard.
 */
export function parsePattern(text: string): readonly PatternToken[] {
  const tokens: PatternToken[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') tokens.push(plain);
    plain = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === '\\' && (next === '*' || next === '?' || next === '\\')) {
      plain += next;
      at += 1;
    } else if (char === '*' || char === '?') {
      flush();
      tokens.push(char === '*' ? ANY : ONE);
    } else {
      plain += char;
    }
  }
  flush();
  return tokens;
}

/** The Sigma string that reads as these tokens. Such strings can be joined: none ends in the middle of an escape. */
export function writePattern(tokens: readonly PatternToken[]): string {
  const written = tokens.map((token) => {
    if (typeof token === 'string') return token.replaceAll(/[\\*?]/g, '\\$&');
    return token === ANY ? '*' : '?';
  });
  return written.join('');
}

/** The text of a pattern without wildcards; null when it has some. */
export function plainText(tokens: readonly PatternToken[]): string | null {
  let text = '';
  for (const token of tokens) {
    if (typeof token !== 'string') return null;
    text += token;
  }
  return text;
}

/** Compiles a pattern that must cover the whole text, compared as given. Runs in time linear in the text. */
export function compilePattern(tokens: readonly PatternToken[]): (text: string) => boolean {
  const segments = splitAtAny(tokens);
  const [first = []] = segments;
  if (segments.length === 1) {
    const length = lengthOf(first);
    return (text) => text.length === length && fitsAt(text, 0, first);
  }
  const last = segments.at(-1) ?? [];
  const middle = segments.slice(1, -1).filter((segment) => segment.length > 0);
  return (text) => fitsAround(text, first, middle, last);
}

type Segment = readonly (string | typeof ONE)[];

function splitAtAny(tokens: readonly PatternToken[]): readonly Segment[] {
  const segments: (string | typeof ONE)[][] = [[]];
  for (const token of tokens) {
    if (token === ANY) segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments;
}

/** The leftmost place for each middle segment is the best one: what follows only gains room. */
function fitsAround(text: string, first: Segment, middle: readonly Segment[], last: Segment): boolean {
  if (!fitsAt(text, 0, first)) return false;
  let from = lengthOf(first);
  for (const segment of middle) {
    const place = findSegment(text, from, segment);
    if (place === -1) return false;
    from = place + lengthOf(segment);
  }
  const lastAt = text.length - lengthOf(last);
  return lastAt >= from && fitsAt(text, lastAt, last);
}

function findSegment(text: string, from: number, segment: Segment): number {
  const [head] = segment;
  if (segment.length === 1 && typeof head === 'string') return text.indexOf(head, from);
  const end = text.length - lengthOf(segment);
  for (let at = from; at <= end; at += 1) if (fitsAt(text, at, segment)) return at;
  return -1;
}

function fitsAt(text: string, from: number, segment: Segment): boolean {
  let at = from;
  for (const token of segment) {
    if (token === ONE) {
      if (at >= text.length) return false;
      at += 1;
    } else {
      if (!text.startsWith(token, at)) return false;
      at += token.length;
    }
  }
  return true;
}

function lengthOf(segment: Segment): number {
  return segment.reduce((sum, token) => sum + (token === ONE ? 1 : token.length), 0);
}
