import { bind, type Matcher } from './bind.js';
import { FieldIndex } from './field-index.js';
import type { RecordView } from './fields/record-view.js';
import type { FieldReader } from './fields/taxonomy.js';
import type { CompiledRule } from './rule.js';
import { type Witness, witnessesOf } from './witness.js';

/** One rule, bound, with its place in the rule set. */
export interface PlacedRule {
  readonly place: number;
  readonly compiled: CompiledRule;
}

interface BoundRule {
  readonly place: number;
  readonly matches: Matcher;
}

/**
 * Rules that read records in the same way. A rule that needs something that can be looked up (a value, a piece of a
 * text, a field) is asked only about records that have it, so that cost does not grow with the number of such rules.
 */
export class RuleIndex {
  readonly #rules: readonly BoundRule[];
  /** Numbers of rules for which nothing can be looked up. */
  readonly #always: readonly number[];
  readonly #fields: readonly FieldIndex[];
  /** The record that each rule was last asked about, so that it is asked once. */
  readonly #asked: Uint32Array;
  #record = 0;

  constructor(rules: readonly PlacedRule[], createReader: (field: string) => FieldReader) {
    const readers = new Map<string, FieldReader>();
    const readerOf = (field: string): FieldReader => {
      const reader = readers.get(field) ?? createReader(field);
      readers.set(field, reader);
      return reader;
    };
    this.#rules = rules.map(({ place, compiled }) => ({
      place,
      matches: bind(compiled.expression, readerOf),
    }));
    const always: number[] = [];
    const byField = new Map<string | null, [Witness, number][]>();
    for (const [at, { compiled }] of rules.entries()) {
      const witnesses = witnessesOf(compiled.expression);
      if (witnesses === null) always.push(at);
      for (const witness of witnesses ?? []) {
        const known = byField.get(witness.field);
        if (known === undefined) byField.set(witness.field, [[witness, at]]);
        else known.push([witness, at]);
      }
    }
    this.#always = always;
    this.#fields = [...byField].map(
      ([field, entries]) => new FieldIndex(field === null ? readLeaves : readerOf(field), entries),
    );
    this.#asked = new Uint32Array(rules.length);
  }

  /** Places of the rules that match, each once, in no certain order. */
  matching(view: RecordView): readonly number[] {
    this.#record = (this.#record + 1) >>> 0;
    const places: number[] = [];
    const ask = (at: number): void => {
      if (this.#asked[at] === this.#record) return;
      this.#asked[at] = this.#record;
      const rule = this.#rules[at];
      if (rule?.matches(view)) places.push(rule.place);
    };
    for (const at of this.#always) ask(at);
    for (const field of this.#fields) field.candidates(view, ask);
    return places;
  }
}

const readLeaves: FieldReader = (view) => view.leaves();
