import { DATA_CLASSES, type DataClass } from '../../agent/model/exposure.js';
import type { Seeded } from '../rules/seeded.js';
import { damageWords, type NoiseLevel, type Part, quoteAnswer } from './noise.js';
import { type Person, SLOTS, toKey, type Value } from './person.js';
import type { FoundValue } from './score.js';
import type { TableTemplate, Template, TextTemplate } from './templates/template.js';

/** What a document says, before it takes a form. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** A content and everything that is to be found in it. */
export interface Filled {
  readonly content: Content;
  readonly planted: readonly Value[];
  /** Names that stand in it without a word that makes them one: found or not, neither is a mistake. */
  readonly optional: readonly FoundValue[];
  /** What was planted of each person. */
  readonly persons: readonly { readonly person: Person; readonly values: readonly Value[] }[];
}

const PLACE = /\{([a-z0-9]+)(?::([^}]{1,80})|(!))?\}/g;
const ROWS = 8;

/** Fills a template's places with values of one person, or a table with a row for each of eight persons. */
export function fillTemplate(
  seeded: Seeded,
  template: Template,
  level: NoiseLevel,
  nextPerson: () => Person,
): Filled {
  return template.kind === 'text'
    ? fillText(seeded, template, level, nextPerson())
    : fillTable(seeded, template, level, Array.from({ length: ROWS }, nextPerson));
}

function fillText(seeded: Seeded, template: TextTemplate, level: NoiseLevel, person: Person): Filled {
  const parts: Part[] = [];
  const values: Value[] = [];
  const optional: FoundValue[] = [];
  let at = 0;
  for (const match of template.body.matchAll(PLACE)) {
    parts.push({ text: damageWords(seeded, template.body.slice(at, match.index), level), isBreakable: true });
    const value = valueAt(seeded, person, match);
    if (value.class !== null) values.push(value);
    else if (match[1] === 'name') optional.push({ class: 'name', key: value.key });
    parts.push({ text: value.text, isBreakable: false });
    at = match.index + match[0].length;
  }
  parts.push({ text: damageWords(seeded, template.body.slice(at), level), isBreakable: true });
  const text = quoteAnswer(parts, level);
  return { content: { kind: 'text', text }, planted: values, optional, persons: [{ person, values }] };
}

const WORD_CLASSES: Readonly<Record<string, DataClass>> = { health: 'health', order: 'legal-order' };

function valueAt(seeded: Seeded, person: Person, match: RegExpMatchArray): Value {
  const [, slot = '', word, isHidden] = match;
  const wordClass = WORD_CLASSES[slot];
  if (word !== undefined && wordClass !== undefined)
    return { class: wordClass, text: word, key: toKey(word) };
  const value = SLOTS[slot]?.(seeded, person);
  if (value === undefined)
    throw new Error(`no value for the place {${slot}}; places: ${Object.keys(SLOTS).join(', ')}`);
  return isHidden === undefined ? value : { ...value, class: null };
}

function fillTable(
  seeded: Seeded,
  { columns }: TableTemplate,
  level: NoiseLevel,
  persons: readonly Person[],
): Filled {
  const filled = persons.map((person) => ({
    person,
    values: columns.map(([, slot]) => {
      const value = SLOTS[slot]?.(seeded, person);
      if (value === undefined) throw new Error(`no value for the column ${slot}`);
      return value;
    }),
  }));
  const headings = columns.map(([heading]) => damageWords(seeded, heading, level));
  return {
    content: {
      kind: 'table',
      rows: [headings, ...filled.map(({ values }) => values.map(({ text }) => text))],
    },
    optional: [],
    planted: filled.flatMap(({ values }) => values),
    persons: filled,
  };
}

/** The classes that a set of values holds, in the published order. */
export function classesOf(values: readonly Value[]): readonly DataClass[] {
  return DATA_CLASSES.filter((dataClass) => values.some((value) => value.class === dataClass));
}
