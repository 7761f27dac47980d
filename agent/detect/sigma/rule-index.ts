import { bind, type Matcher } from './bind.js';
import { FieldIndex } from './field-index.js';
import type { RecordView } from './fields/record-view.js';
import type { FieldAccess, FieldReader } from './fields/taxonomy.js';
import { LeafIndex } from './leaf-index.js';
import type { CompiledRule } from './rule.js';
import { SharedParts } from './shared-parts.js';
import { WitnessedRules } from './witnessed-rules.js';

/** One rule with its place in the rule set. */
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
 * What several rules ask alike is answered once for each record.
 */
export class RuleIndex {
  readonly #rules: readonly BoundRule[];
  /** Numbers of rules for which nothing can be looked up. */
  readonly #always: readonly number[];
  readonly #fields: readonly FieldIndex[];
  readonly #leaves: LeafIndex | null;
  /** The turn of the view in which each rule was last asked, so that it is asked once. */
  readonly #asked: Float64Array;

  constructor(rules: readonly PlacedRule[], { readerOf, looksOf, isConstant }: FieldAccess) {
    this.#rules = boundRules(rules, readerOf);
    const witnessed = new WitnessedRules(
      rules.map(({ compiled }) => compiled),
      isConstant,
    );
    this.#always = witnessed.always;
    this.#fields = [...witnessed.byField].map(([field, entries]) => new FieldIndex(looksOf(field), entries));
    this.#leaves = witnessed.byLeaf.size === 0 ? null : new LeafIndex(witnessed.byLeaf);
    this.#asked = new Float64Array(rules.length).fill(-1);
  }

  /** Places of the rules that match, each once, in no certain order. */
  matching(view: RecordView): readonly number[] {
    const places: number[] = [];
    const { turn } = view;
    const ask = (candidates: readonly number[]): void => {
      for (const at of candidates) {
        if (this.#asked[at] === turn) continue;
        this.#asked[at] = turn;
        const rule = this.#rules[at];
        if (rule?.matches(view)) places.push(rule.place);
      }
    };
    ask(this.#always);
    for (const field of this.#fields) field.candidates(view, ask);
    this.#leaves?.candidates(view.body, ask);
    return places;
  }
}

function boundRules(
  rules: readonly PlacedRule[],
  createReader: (field: string) => FieldReader,
): readonly BoundRule[] {
  const readers = new Map<string, FieldReader>();
  const readerOf = (field: string): FieldReader => {
    const reader = readers.get(field) ?? createReader(field);
    readers.set(field, reader);
    return reader;
  };
  const shared = new SharedParts(rules.map(({ compiled }) => compiled.expression));
  return rules.map(({ place, compiled }) => ({
    place,
    matches: bind(compiled.expression, readerOf, shared),
  }));
}
