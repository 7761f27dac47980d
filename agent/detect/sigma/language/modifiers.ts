import { nearestName } from '../../../model/nearest-name.js';
import { DATE_PARTS, type DatePart } from '../values/date-part.js';
import type { Encoding } from '../values/encodings.js';

const ENCODINGS = ['base64', 'base64offset', 'utf16le', 'utf16be', 'utf16', 'wide', 'windash'] as const;
const POSITIONS = ['contains', 'startswith', 'endswith'] as const;
const COMPARISONS = ['lt', 'lte', 'gt', 'gte'] as const;
const KINDS = ['re', 'cidr', 'exists', 'fieldref'] as const;

export type Position = (typeof POSITIONS)[number];
export type Comparison = (typeof COMPARISONS)[number];

/** The flags of `re`, with the names that pySigma also gives them. */
const REGEX_FLAGS: Readonly<Record<string, 'i' | 'm' | 's'>> = {
  i: 'i',
  ignorecase: 'i',
  m: 'm',
  multiline: 'm',
  s: 's',
  dotall: 's',
};

/** What the modifiers after a field name ask for, sorted by what they do. */
export interface Modifiers {
  readonly encodings: readonly Encoding[];
  readonly position: Position | null;
  readonly comparison: Comparison | null;
  readonly datePart: DatePart | null;
  readonly kind: (typeof KINDS)[number] | null;
  readonly regexFlags: ReadonlySet<'i' | 'm' | 's'>;
  readonly isAll: boolean;
  readonly isCased: boolean;
  readonly isNegated: boolean;
  /** Placeholders are written out first, as if the author had written their values. */
  readonly isExpanded: boolean;
}

const KNOWN = [
  ...ENCODINGS,
  ...POSITIONS,
  ...COMPARISONS,
  ...KINDS,
  ...DATE_PARTS,
  'all',
  'cased',
  'neq',
  'expand',
];

/** Sorts modifiers; every mistake among them is one message. */
export function readModifiers(names: readonly string[]): {
  modifiers: Modifiers;
  mistakes: readonly string[];
} {
  const mistakes: string[] = [];
  const pick = <T extends string>(group: readonly T[]): readonly T[] =>
    names.filter((name) => isOneOf(group, name)) as T[];
  const one = <T extends string>(group: readonly T[]): T | null => {
    const picked = pick(group);
    if (picked.length > 1) mistakes.push(`takes one of |${picked.join(' and |')}, not both`);
    return picked[0] ?? null;
  };
  const kind = one(KINDS);
  const flagNames = names.filter((name) => Object.hasOwn(REGEX_FLAGS, name));
  for (const name of names) {
    if (!isOneOf(KNOWN, name) && !flagNames.includes(name)) mistakes.push(unknownModifier(name));
  }
  if (flagNames.length > 0 && kind !== 're') mistakes.push(`takes |${flagNames.join('|')} only after |re`);
  const modifiers: Modifiers = {
    encodings: pick(ENCODINGS),
    position: one(POSITIONS),
    comparison: one(COMPARISONS),
    datePart: one(DATE_PARTS),
    kind,
    regexFlags: new Set(flagNames.map((name) => REGEX_FLAGS[name] ?? 'i')),
    isAll: names.includes('all'),
    isCased: names.includes('cased'),
    isNegated: names.includes('neq'),
    isExpanded: names.includes('expand'),
  };
  mistakes.push(...conflicts(modifiers), ...beforeRegex(names), ...misplacedExpand(names, modifiers));
  return { modifiers, mistakes };
}

function conflicts(modifiers: Modifiers): readonly string[] {
  const { kind, position, comparison, datePart, encodings, isCased } = modifiers;
  const found: string[] = [];
  const clash = (left: string, right: string): number => found.push(`cannot join |${left} with |${right}`);
  if (kind !== null && kind !== 'fieldref' && kind !== 're' && position !== null) clash(kind, position);
  if (kind !== null && encodings[0] !== undefined) clash(kind, encodings[0]);
  if (kind !== null && comparison !== null) clash(kind, comparison);
  if (kind !== null && datePart !== null) clash(kind, datePart);
  if (comparison !== null && position !== null) clash(comparison, position);
  if (comparison !== null && encodings[0] !== undefined) clash(comparison, encodings[0]);
  if (datePart !== null && position !== null) clash(datePart, position);
  if (datePart !== null && encodings[0] !== undefined) clash(datePart, encodings[0]);
  if (isCased && kind !== null && kind !== 'fieldref') clash('cased', kind);
  return found;
}

/** A place is one within the value once it is an expression; pySigma refuses `re` after anything. */
function beforeRegex(names: readonly string[]): readonly string[] {
  const at = names.indexOf('re');
  const early = names.slice(0, Math.max(at, 0)).find((name) => isOneOf(POSITIONS, name));
  return early === undefined ? [] : [`takes |${early} only after |re; write |re|${early}`];
}

/** Placeholders stand for texts, and there are none left in what was encoded. pySigma refuses the same, `re` after `expand` included. */
function misplacedExpand(names: readonly string[], modifiers: Modifiers): readonly string[] {
  const { kind, comparison, datePart } = modifiers;
  const at = names.indexOf('expand');
  if (at === -1) return [];
  const found: string[] = [];
  const other = kind === 'exists' || kind === 'fieldref' ? kind : (comparison ?? datePart);
  if (other !== null) found.push(`cannot join |expand with |${other}: placeholders stand for texts`);
  const encoding = names.slice(0, at).find((name) => name !== 'windash' && isOneOf(ENCODINGS, name));
  if (encoding !== undefined) found.push(`cannot expand what |${encoding} made; write |expand|${encoding}`);
  if (kind === 're' && names.indexOf('re') > at) found.push('takes |expand only after |re; write |re|expand');
  return found;
}

function unknownModifier(name: string): string {
  const near = nearestName(name, KNOWN);
  const hint = near === null ? `expected one of: ${KNOWN.join(', ')}` : `did you mean |${near}?`;
  return `has the unknown modifier |${name}; ${hint}`;
}

function isOneOf(group: readonly string[], name: string): boolean {
  return group.includes(name);
}
