import { bind, type Matcher } from './bind.js';
import type { RecordView } from './fields/record-view.js';
import type { FieldReader } from './fields/taxonomy.js';
import type { Expression } from './language/expression.js';
import type { CompiledRule } from './rule.js';

/** One rule, bound, with its place in the rule set. */
export interface PlacedRule {
  readonly place: number;
  readonly compiled: CompiledRule;
}

/**
 * Rules that read records in the same way. A rule that can only match where one field has one of some values
 * is looked at only for records that have it, so that cost does not grow with the number of such rules.
 */
export class RuleIndex {
  readonly #always: readonly { readonly place: number; readonly matches: Matcher }[];
  readonly #byField: readonly FieldIndex[];

  constructor(rules: readonly PlacedRule[], readerOf: (field: string) => FieldReader) {
    const fields = new Map<string, FieldIndex>();
    this.#always = rules.flatMap(({ place, compiled }) => {
      const bound = { place, matches: bind(compiled.expression, readerOf) };
      const witness = witnessOf(compiled.expression);
      if (witness === null) return [bound];
      const index = fields.get(witness.field) ?? { read: readerOf(witness.field), rules: new Map() };
      fields.set(witness.field, index);
      for (const value of new Set(witness.equals))
        index.rules.set(value, [...(index.rules.get(value) ?? []), bound]);
      return [];
    });
    this.#byField = [...fields.values()];
  }

  /** Places of the rules that match, in no certain order. */
  matching(view: RecordView): ReadonlySet<number> {
    const places = new Set<number>();
    for (const { place, matches } of this.#always) if (matches(view)) places.add(place);
    for (const { read, rules } of this.#byField) {
      // A list may hold one value a thousand times: each rule is asked once.
      const candidates = new Set(read(view).values.flatMap(({ lower }) => rules.get(lower) ?? []));
      for (const { place, matches } of candidates) if (matches(view)) places.add(place);
    }
    return places;
  }
}

interface FieldIndex {
  readonly read: FieldReader;
  readonly rules: Map<string, readonly { readonly place: number; readonly matches: Matcher }[]>;
}

interface Witness {
  readonly field: string;
  readonly equals: readonly string[];
}

/** A field that must have one of these values for the expression to hold; null when none can be named. */
function witnessOf(expression: Expression): Witness | null {
  switch (expression.type) {
    case 'field':
      return expression.equals === null ? null : { field: expression.field, equals: expression.equals };
    case 'and':
      return expression.parts.map(witnessOf).find((witness) => witness !== null) ?? null;
    case 'or': {
      const witnesses = expression.parts.map(witnessOf).filter((witness) => witness !== null);
      const [first] = witnesses;
      const isCommon = witnesses.length === expression.parts.length;
      if (first === undefined || !isCommon || !witnesses.every(({ field }) => field === first.field))
        return null;
      return { field: first.field, equals: witnesses.flatMap(({ equals }) => equals) };
    }
    default:
      return null;
  }
}
