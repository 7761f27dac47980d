import type { JsonValue } from '../../model/json.js';
import { flatten, hasMany, joinedTexts, type Scalar, toFieldValue } from './fields/field-value.js';
import { KnownValues } from './fields/known-values.js';
import type { RecordView } from './fields/record-view.js';
import type { FieldLook } from './fields/taxonomy.js';
import { NeedleSearch } from './needle-search.js';
import { TextShapes } from './text-shapes.js';
import type { Witness } from './witness.js';

const NONE: readonly number[] = [];

/** What the rules need of one field: which values, which pieces of a text, or any value at all. */
export class FieldIndex {
  /** One for each place where a log keeps the field. */
  readonly #looks: readonly FieldLook[];
  readonly #byValue: ReadonlyMap<string, readonly number[]>;
  readonly #shapes: TextShapes;
  readonly #byNeedle: readonly (readonly number[])[];
  readonly #search: NeedleSearch | null;
  readonly #present: readonly number[];
  /** Some rule compares with the JSON text of an object. */
  readonly #equalsObjects: boolean;
  readonly #readsObjects: boolean;
  readonly #known = new KnownValues((value) => this.#lookUp(String(value)));

  /** Each witness with the number of its rule. */
  constructor(looks: readonly FieldLook[], entries: readonly (readonly [Witness, number])[]) {
    this.#looks = looks;
    this.#byValue = rulesByText(entries, 'equals');
    this.#shapes = new TextShapes(this.#byValue.keys());
    const byNeedle = rulesByText(entries, 'needles');
    this.#byNeedle = [...byNeedle.values()];
    this.#search = byNeedle.size === 0 ? null : new NeedleSearch([...byNeedle.keys()]);
    this.#equalsObjects = [...this.#byValue.keys()].some((text) => text.startsWith('{'));
    this.#readsObjects = this.#equalsObjects || this.#search !== null;
    this.#present = entries.flatMap(([{ kind }, rule]) => (kind === 'present' ? [rule] : []));
  }

  /** Names the rules that may match, some of them several times. */
  candidates(view: RecordView, ask: (rules: readonly number[]) => void): void {
    for (const { valueIn, foundIn } of this.#looks) {
      const value = valueIn(view);
      if (value === undefined || value === null) continue;
      if (typeof value !== 'object') this.#askOfScalar(value, ask);
      else if (!isList(value)) this.#askOfSome([value], ask);
      else if (this.#search === null || this.#equalsObjects || !hasMany(value)) this.#askOfSome(value, ask);
      else this.#askOfMany(value, foundIn(view).joined ?? null, this.#search, ask);
    }
  }

  /** All objects are looked at as one text: whatever stands in one of them stands in it too. */
  #askOfSome(values: readonly JsonValue[], ask: (rules: readonly number[]) => void): void {
    const objects: JsonValue[] = [];
    for (const value of flatten(values)) {
      if (value === null) continue;
      if (typeof value === 'object') objects.push(value);
      else this.#askOfScalar(value, ask);
    }
    if (objects.length === 0) return;
    if (this.#present.length > 0) ask(this.#present);
    if (!this.#readsObjects) return;
    const joined = objects.length > 1 && !this.#equalsObjects ? joinedTexts(objects) : null;
    if (joined !== null) ask(this.#lookUp(joined));
    else for (const object of objects) ask(this.#lookUp(toFieldValue(object).text));
  }

  /** All values are looked at as one text, which the rules look at too. */
  #askOfMany(
    values: readonly JsonValue[],
    joined: string | null,
    search: NeedleSearch,
    ask: (rules: readonly number[]) => void,
  ): void {
    if (joined === null) {
      this.#askOfSome(values, ask);
      return;
    }
    if (this.#present.length > 0) ask(this.#present);
    if (this.#byValue.size > 0) {
      for (const value of flatten(values)) {
        if (typeof value === 'object') continue;
        const equal = this.#equalTo(String(value));
        if (equal.length > 0) ask(equal);
      }
    }
    for (const needle of search.always) ask(this.#byNeedle[needle] ?? NONE);
    search.searchLower(joined, (needle) => ask(this.#byNeedle[needle] ?? NONE));
  }

  #askOfScalar(value: Scalar, ask: (rules: readonly number[]) => void): void {
    if (this.#present.length > 0) ask(this.#present);
    if (this.#search === null && typeof value === 'string' && !this.#shapes.mayHold(value)) return;
    const rules = this.#known.of(value);
    if (rules.length > 0) ask(rules);
  }

  #equalTo(text: string): readonly number[] {
    return (this.#shapes.mayHold(text) ? this.#byValue.get(text.toLowerCase()) : undefined) ?? NONE;
  }

  #lookUp(text: string): readonly number[] {
    const equal = this.#equalTo(text);
    const search = this.#search;
    if (search === null) return equal;
    const rules = [...equal];
    const addAll = (needle: number): void => {
      for (const rule of this.#byNeedle[needle] ?? NONE) rules.push(rule);
    };
    for (const needle of search.always) addAll(needle);
    search.search(text, addAll);
    return rules;
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function rulesByText(
  entries: readonly (readonly [Witness, number])[],
  kind: 'equals' | 'needles',
): Map<string, readonly number[]> {
  const rules = new Map<string, number[]>();
  for (const [witness, rule] of entries) {
    if (witness.kind !== kind) continue;
    for (const text of new Set(witness.texts)) {
      const known = rules.get(text);
      if (known === undefined) rules.set(text, [rule]);
      else known.push(rule);
    }
  }
  return rules;
}
