import type { JsonValue } from '../../../agent/model/json.js';
import { isList, isObject, leavesOf, type Places, placesOf } from './naive-fields.js';
import { writtenOut } from './naive-lists.js';
import { fits, type Scalar } from './naive-values.js';

export type RuleScalar = Scalar | null;
export type RuleMap = Readonly<Record<string, RuleScalar | readonly RuleScalar[]>>;
export type RuleSelection = RuleMap | readonly (RuleMap | Scalar)[];

/** A detection as YAML gives it. */
export interface RuleDetection {
  readonly selections: Readonly<Record<string, RuleSelection>>;
  readonly condition: string;
}

/** Where the fields of a rule stand, as a mapping says it: by Sigma name in lower case, several paths each. */
export type NaiveMapping = Readonly<Record<string, readonly string[]>>;

interface Subject {
  readonly body: JsonValue;
  /** Null: plain names. */
  readonly mapping: NaiveMapping | null;
}

/**
 * Whether a detection holds for a record: the specification read sentence by sentence, every selection looked at for
 * every record. Slow on purpose; the engine must agree with it.
 */
export function detectsNaively(
  { selections, condition }: RuleDetection,
  body: JsonValue,
  mapping: NaiveMapping | null,
): boolean {
  const record = { body, mapping };
  const answers = Object.entries(selections).map(([name, selection]): readonly [string, boolean] => [
    name,
    holds(selection, record),
  ]);
  return evaluate(condition, answers);
}

/** Rewrites the condition until one letter is left. */
function evaluate(condition: string, answers: readonly (readonly [string, boolean])[]): boolean {
  const letter = (isTrue: boolean): string => (isTrue ? 'T' : 'F');
  let text = condition.replaceAll(
    /(1|any|all) of (\S+?)(?=[\s)]|$)/g,
    (_, quantifier: string, pattern: string) => {
      const name = pattern === 'them' ? /^[^_]/ : new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      const meant = answers.filter(([one]) => name.test(one)).map(([, answer]) => answer);
      return letter(quantifier === 'all' ? meant.every(Boolean) : meant.some(Boolean));
    },
  );
  for (const [name, answer] of answers)
    text = text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), letter(answer));
  while (text.includes('(')) text = text.replace(/\(([^()]*)\)/, (_, inner: string) => letter(flat(inner)));
  return flat(text);
}

function flat(text: string): boolean {
  return text
    .split(' or ')
    .some((part) => part.split(' and ').every((one) => one.includes('T') !== isNegatedOddly(one)));
}

function isNegatedOddly(text: string): boolean {
  return (text.match(/not/g) ?? []).length % 2 === 1;
}

function holds(selection: RuleSelection, record: Subject): boolean {
  if (!isListOf(selection))
    return Object.entries(selection).every(([key, value]) => itemHolds(key, value, record));
  return selection.some((one) =>
    typeof one === 'object' ? holds(one, record) : keywordHolds(one, ['contains'], record),
  );
}

function isListOf(selection: RuleSelection): selection is readonly (RuleMap | Scalar)[] {
  return Array.isArray(selection);
}

function itemHolds(key: string, value: RuleScalar | readonly RuleScalar[], record: Subject): boolean {
  const [field = '', ...modifiers] = key.split('|');
  const given: readonly RuleScalar[] = Array.isArray(value) ? value : [value as RuleScalar];
  const isRegex = modifiers.includes('re');
  const values = modifiers.includes('expand') ? given.flatMap((one) => writtenOut(one, isRegex)) : given;
  const one = (wanted: RuleScalar): boolean => valueHolds(field, modifiers, wanted, record);
  const answer = modifiers.includes('all') ? values.every(one) : values.some(one);
  return modifiers.includes('neq') ? !answer : answer;
}

function valueHolds(
  field: string,
  modifiers: readonly string[],
  wanted: RuleScalar,
  record: Subject,
): boolean {
  if (field === '') return keywordHolds(wanted ?? '', ['contains', ...modifiers], record);
  const places = lookUp(field, record);
  if (modifiers.includes('exists')) return places.length > 0 === wanted;
  const found = places.flatMap(textsOf);
  if (wanted === null) return found.length === 0;
  if (!modifiers.includes('fieldref')) return found.some((text) => fits(text, wanted, modifiers));
  const others = lookUp(String(wanted), record).flatMap(textsOf);
  return found.some((left) => others.some((right) => compares(left, right, modifiers)));
}

function compares(left: string, right: string, modifiers: readonly string[]): boolean {
  const [a, b] = modifiers.includes('cased') ? [left, right] : [left.toLowerCase(), right.toLowerCase()];
  if (modifiers.includes('contains')) return a.includes(b);
  if (modifiers.includes('startswith')) return a.startsWith(b);
  return modifiers.includes('endswith') ? a.endsWith(b) : a === b;
}

function keywordHolds(wanted: Scalar, modifiers: readonly string[], { body }: Subject): boolean {
  return leavesOf(body).some((leaf) => fits(String(leaf), wanted, modifiers));
}

function lookUp(field: string, { body, mapping }: Subject): Places {
  if (mapping === null) return placesOf(body, field, false);
  const paths = mapping[field.toLowerCase()] ?? [field];
  return paths.flatMap((path) => placesOf(body, path, true));
}

/** Lists give one text per element, objects are seen as JSON, null is nothing. */
function textsOf(value: JsonValue): readonly string[] {
  if (value === null) return [];
  if (isList(value)) return value.flatMap(textsOf);
  return [isObject(value) ? JSON.stringify(value) : String(value)];
}
