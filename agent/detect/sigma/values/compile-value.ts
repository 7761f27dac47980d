import { RE2JS } from 're2js';
import type { TextTest } from '../language/expression.js';
import type { Comparison, Modifiers } from '../language/modifiers.js';
import { datePartOf } from './date-part.js';
import { type EncodedText, encode } from './encodings.js';
import { compileNetworkRange } from './network-range.js';
import { ANY, compilePattern, type PatternToken, parsePattern, plainText } from './pattern.js';

/** A value that a rule may name, null apart. */
export type RuleValue = string | number | boolean;

/** A compiled value: its test and, where only one text can pass, that text in lower case; or what is wrong with it. */
export type CompiledValue =
  | { readonly test: TextTest; readonly equals: string | null }
  | { readonly mistake: string };

/** Compiles one value under the modifiers of its field. */
export function compileValue(value: RuleValue, modifiers: Modifiers): CompiledValue {
  if (modifiers.kind === 're') return compileRegex(value, modifiers);
  if (modifiers.kind === 'cidr') return compileCidr(value);
  if (modifiers.comparison !== null || modifiers.datePart !== null) return compileNumber(value, modifiers);
  return compileText(value, modifiers);
}

function compileRegex(value: RuleValue, { regexFlags }: Modifiers): CompiledValue {
  const flags =
    (regexFlags.has('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (regexFlags.has('m') ? RE2JS.MULTILINE : 0) |
    (regexFlags.has('s') ? RE2JS.DOTALL : 0);
  try {
    const regex = RE2JS.compile(String(value), flags);
    return { test: ({ text }) => regex.test(text), equals: null };
  } catch (error) {
    const what =
      error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'not readable';
    return {
      mistake: `has a regular expression that cannot run in linear time (${what}); write it without look-around, back references and large repeats`,
    };
  }
}

function compileCidr(value: RuleValue): CompiledValue {
  const range = compileNetworkRange(String(value));
  if (range === null)
    return { mistake: `needs a network such as 198.51.100.0/24 or 2001:db8::/32, not "${value}"` };
  return { test: ({ text }) => range(text), equals: null };
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
    equals: null,
  };
}

function toNumber(text: string): number | null {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

function compileText(value: RuleValue, modifiers: Modifiers): CompiledValue {
  const tokens = parsePattern(String(value));
  if (modifiers.encodings.length === 0) return compileTokens([tokens], modifiers, modifiers.isCased);
  const plain = plainText(tokens);
  if (plain === null) {
    return {
      mistake: `cannot encode the wildcards of "${value}"; escape them as \\* and \\?, or leave them out`,
    };
  }
  let texts: readonly EncodedText[] = [{ text: plain, isBytes: false }];
  for (const encoding of modifiers.encodings) {
    const next = texts.map((text) => encode(encoding, text));
    if (next.some((one) => one === null)) {
      return { mistake: `varies too many flags of "${value}" by |windash; split the value` };
    }
    texts = next.flatMap((one) => one ?? []);
  }
  // Base64 of another case is another text: without case it would hit by chance.
  const isCased = modifiers.isCased || modifiers.encodings.some((encoding) => encoding.startsWith('base64'));
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
  const [matcher] = matchers;
  if (matchers.length === 1 && matcher !== undefined) {
    return { test: isCased ? ({ text }) => matcher(text) : ({ lower }) => matcher(lower), equals };
  }
  return {
    test: ({ text, lower }) => matchers.some((one) => one(isCased ? text : lower)),
    equals: null,
  };
}

function lowered(tokens: readonly PatternToken[]): readonly PatternToken[] {
  return tokens.map((token) => (typeof token === 'string' ? token.toLowerCase() : token));
}
