import { RE2JS } from 're2js';
import type { TextTest } from '../language/expression.js';
import type { Comparison, Modifiers } from '../language/modifiers.js';
import { datePartOf } from './date-part.js';
import { type EncodedText, encode } from './encodings.js';
import { compileNetworkRange } from './network-range.js';
import { ANY, compilePattern, type PatternToken, parsePattern, plainText } from './pattern.js';

/** A value that a rule may name, null apart. */
export type RuleValue = string | number | boolean;

/** A compiled value: its test, and what a text must be like to pass it, in lower case; or what is wrong with it. */
export type CompiledValue = UsableValue | { readonly mistake: string };

export interface UsableValue {
  readonly test: TextTest;
  /** The only text that can pass; null where there are several. */
  readonly equals: string | null;
  /** What must stand somewhere in the text, one of these; null where nothing can be named. */
  readonly needles: readonly string[] | null;
  /** When it is enough that one of these stands somewhere in the text, they are named. */
  readonly contains: readonly string[] | null;
}

const NOTHING_NAMED = { equals: null, needles: null, contains: null };

/** Compiles one value under the modifiers of its field. */
export function compileValue(value: RuleValue, modifiers: Modifiers): CompiledValue {
  if (modifiers.kind === 're') return compileRegex(value, modifiers);
  if (modifiers.kind === 'cidr') return compileCidr(value);
  if (modifiers.comparison !== null || modifiers.datePart !== null) return compileNumber(value, modifiers);
  return compileText(value, modifiers);
}

function compileRegex(value: RuleValue, { regexFlags, position }: Modifiers): CompiledValue {
  const flags =
    (regexFlags.has('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (regexFlags.has('m') ? RE2JS.MULTILINE : 0) |
    (regexFlags.has('s') ? RE2JS.DOTALL : 0);
  try {
    const bare = RE2JS.compile(String(value), flags);
    const source = placed(String(value), position);
    // After the bare one, so that no parenthesis of the rule closes one of ours.
    const regex = source === String(value) ? bare : RE2JS.compile(source, flags);
    return { test: ({ text }) => regex.test(text), ...NOTHING_NAMED };
  } catch (error) {
    const what =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'not readable';
    return {
      mistake: `has a regular expression that cannot run in linear time (${what}); write it without look-around, back references and large repeats`,
    };
  }
}

/** An expression is found anywhere; at an end of the value it must lie whole, whatever `m` makes of `^` and `$`. */
function placed(expression: string, position: Modifiers['position']): string {
  if (position === 'startswith') return `\\A(?:${expression})`;
  return position === 'endswith' ? `(?:${expression})\\z` : expression;
}

function compileCidr(value: RuleValue): CompiledValue {
  const range = compileNetworkRange(String(value));
  if (range === null)
    return { mistake: `needs a network such as 198.51.100.0/24 or 2001:db8::/32, not "${value}"` };
  return { test: ({ text }) => range(text), ...NOTHING_NAMED };
}

const COMPARE: Readonly<Record<Comparison | 'eq', (left: number, right: number) => boolean>> = {
  lt: (left, right) => left < right,
  lte: (left, right) => left <= right,
  gt: (left, right) => left > right,
  gte: (left, right) => left >= right,
  eq: (left, right) => left === right,
};

function compileNumber(value: RuleValue, { comparison, datePart }: Modifiers): CompiledValue {
  const limit = toNumber(String(value));
  if (limit === null || typeof value === 'boolean') return { mistake: `needs a number, not "${value}"` };
  const compare = COMPARE[comparison ?? 'eq'];
  return {
    test: ({ text }) => {
      const found = datePart === null ? toNumber(text) : datePartOf(text, datePart);
      return found !== null && compare(found, limit);
    },
    ...NOTHING_NAMED,
  };
}

function toNumber(text: string): number | null {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function compileText(value: RuleValue, modifiers: Modifiers): CompiledValue {
  const [first, ...rest] = modifiers.encodings;
  const text = String(value);
  // Dashes are varied before wildcards are read: only what becomes bytes cannot hold a wildcard.
  const written = first === 'windash' ? encode(first, { text, isBytes: false }) : [{ text, isBytes: false }];
  if (written === null) return { mistake: tooManyFlags(value) };
  const patterns = written.map((one) => parsePattern(one.text));
  const encodings = first === 'windash' ? rest : modifiers.encodings;
  if (encodings.length === 0) return compileTokens(patterns, modifiers, modifiers.isCased);
  const plain = patterns.map(plainText).filter((one) => one !== null);
  if (plain.length < patterns.length) {
    return {
      mistake: `cannot encode the wildcards of "${value}"; escape them as \\* and \\?, or leave them out`,
    };
  }
  return compileEncoded(value, plain, encodings, modifiers);
}

function tooManyFlags(value: RuleValue): string {
  return `varies too many flags of "${value}" by |windash; split the value`;
}

function compileEncoded(
  value: RuleValue,
  plain: readonly string[],
  encodings: Modifiers['encodings'],
  modifiers: Modifiers,
): CompiledValue {
  let texts: readonly EncodedText[] = plain.map((text) => ({ text, isBytes: false }));
  for (const encoding of encodings) {
    const next = texts.map((text) => encode(encoding, text));
    if (next.some((one) => one === null)) return { mistake: tooManyFlags(value) };
    texts = next.flatMap((one) => one ?? []);
  }
  // Base64 of another case is another text: without case it would hit by chance.
  const isCased = modifiers.isCased || encodings.some((encoding) => encoding.startsWith('base64'));
  return compileTokens(
    texts.map(({ text }) => [text]),
    modifiers,
    isCased,
  );
}

function compileTokens(
  alternatives: readonly (readonly PatternToken[])[],
  { position }: Modifiers,
  isCased: boolean,
): CompiledValue {
  const before: readonly PatternToken[] = position === 'contains' || position === 'endswith' ? [ANY] : [];
  const after: readonly PatternToken[] = position === 'contains' || position === 'startswith' ? [ANY] : [];
  const whole = alternatives.map((tokens) => [...before, ...(isCased ? tokens : lowered(tokens)), ...after]);
  const matchers = whole.map((tokens) => compilePattern(tokens));
  const [only] = whole;
  const equals = whole.length === 1 && only !== undefined && !isCased ? plainText(only) : null;
  const needles = needlesOf(whole, isCased);
  const contains = isCased ? null : containedTexts(whole);
  const [matcher] = matchers;
  if (matchers.length === 1 && matcher !== undefined) {
    const test: TextTest = isCased ? ({ text }) => matcher(text) : ({ lower }) => matcher(lower);
    return { test, equals, needles, contains };
  }
  const test: TextTest = ({ text, lower }) => matchers.some((one) => one(isCased ? text : lower));
  return { test, equals, needles, contains };
}

/** The longest plain piece of each alternative. */
function needlesOf(
  alternatives: readonly (readonly PatternToken[])[],
  isCased: boolean,
): readonly string[] | null {
  const longest = alternatives.map((tokens) =>
    tokens.reduce<string>(
      (best, token) => (typeof token === 'string' && token.length > best.length ? token : best),
      '',
    ),
  );
  // What is beyond ASCII may become another text in lower case than it does within a longer one (final sigma).
  const isUsable = longest.every((text) => text !== '' && (!isCased || isAscii(text)));
  return isUsable ? longest.map((text) => text.toLowerCase()) : null;
}

/** The texts of patterns that are a text with any characters around it; null when some pattern is another. */
function containedTexts(alternatives: readonly (readonly PatternToken[])[]): readonly string[] | null {
  const texts = alternatives.map((tokens) => {
    const plain = tokens.filter((token) => token !== ANY);
    const [text] = plain;
    const isInside = plain.length === 1 && tokens[0] === ANY && tokens.at(-1) === ANY;
    return isInside && typeof text === 'string' ? text : null;
  });
  const known = texts.filter((text) => text !== null);
  return known.length === texts.length ? known : null;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function lowered(tokens: readonly PatternToken[]): readonly PatternToken[] {
  return tokens.map((token) => (typeof token === 'string' ? token.toLowerCase() : token));
}
