import type { LabelKind, Vocabulary } from './vocabulary.js';

/** The patterns of a vocabulary that can begin with one character, tried in their order. */
export interface LabelBucket {
  /** Sticky; group `n` is what belongs to `kinds[n - 1]`. */
  readonly pattern: RegExp;
  readonly kinds: readonly LabelKind[];
}

/** Words of one label stand up to three blanks apart, or at the end of a line and behind the signs of a quoted answer. */
const BLANK = '(?:[ \\t]{1,3}|[ \\t]?\\r?\\n[> \\t]{0,4})';

/** The pattern with such a gap for each of its blanks; those in a class of characters stay. */
export function withLooseBlanks(pattern: string): string {
  return pattern.replace(/\[[^\]]*\]| (\?)?/g, (found, isOptional?: string) =>
    found.startsWith('[') ? found : `${BLANK}${isOptional ?? ''}`,
  );
}

/** A vocabulary by first character: most words of a text begin no label, and are passed over at once. */
export function sortByFirst(vocabulary: Vocabulary): ReadonlyMap<string, LabelBucket> {
  const words = new Map<string, [LabelKind, string][]>();
  for (const [kind, patterns] of vocabulary)
    for (const pattern of patterns)
      for (const first of firstCharacters(pattern))
        words.set(first, [...(words.get(first) ?? []), [kind, pattern]]);
  return new Map([...words].map(([first, some]) => [first, toBucket(some)]));
}

function toBucket(words: readonly (readonly [LabelKind, string])[]): LabelBucket {
  const groups = words.map(([, pattern]) => `(${withLooseBlanks(pattern)})`).join('|');
  return { pattern: new RegExp(`(?:${groups})(?![\\p{L}])`, 'iuy'), kinds: words.map(([kind]) => kind) };
}

/**
 * Every character, in lower case, that a text matched by the pattern can begin with. Knows what vocabularies are written
 * with: plain and escaped characters, classes without ranges, groups with alternatives, and `?` behind each of them.
 */
export function firstCharacters(pattern: string): ReadonlySet<string> {
  return new Set(firstOf(pattern).characters);
}

interface First {
  readonly characters: readonly string[];
  /** The pattern also matches nothing, so that what follows may begin the text. */
  readonly isOptional: boolean;
}

function firstOf(pattern: string): First {
  const parts = alternatives(pattern).map(firstOfSequence);
  return {
    characters: parts.flatMap(({ characters }) => characters),
    isOptional: parts.some(({ isOptional }) => isOptional),
  };
}

function firstOfSequence(sequence: string): First {
  const characters: string[] = [];
  for (let at = 0; at < sequence.length; ) {
    const end = endOfAtom(sequence, at);
    const first = firstOfAtom(sequence.slice(at, end));
    characters.push(...first.characters);
    const isMarked = sequence[end] === '?';
    if (!first.isOptional && !isMarked) return { characters, isOptional: false };
    at = isMarked ? end + 1 : end;
  }
  return { characters, isOptional: true };
}

function firstOfAtom(atom: string): First {
  if (atom.startsWith('(?:')) return firstOf(atom.slice(3, -1));
  if (atom.startsWith('(?')) return { characters: [], isOptional: true };
  if (atom.startsWith('[')) return { characters: [...atom.slice(1, -1).toLowerCase()], isOptional: false };
  if (atom === '\\b') return { characters: [], isOptional: true };
  return { characters: [atom.replace(/^\\/, '').toLowerCase()], isOptional: false };
}

/** Where the character, escape, class or group at `at` ends. */
export function endOfAtom(pattern: string, at: number): number {
  if (pattern[at] === '\\') return at + 2;
  if (pattern[at] === '[') return pattern.indexOf(']', at) + 1;
  if (pattern[at] !== '(') return at + 1;
  let depth = 0;
  for (let index = at; index < pattern.length; index = endOfPlain(pattern, index)) {
    if (pattern[index] === '(') depth += 1;
    if (pattern[index] === ')') depth -= 1;
    if (depth === 0) return index + 1;
  }
  throw new SyntaxError(`a group of the label pattern is not closed: ${pattern}`);
}

function endOfPlain(pattern: string, at: number): number {
  if (pattern[at] === '\\') return at + 2;
  return pattern[at] === '[' ? pattern.indexOf(']', at) + 1 : at + 1;
}

/** The alternatives of the outermost level. */
export function alternatives(pattern: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < pattern.length; at = endOfAtom(pattern, at))
    if (pattern[at] === '|') {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    }
  return [...parts, pattern.slice(from)];
}
