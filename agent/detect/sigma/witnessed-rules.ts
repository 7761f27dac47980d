import type { CompiledRule } from './rule.js';
import { type Witness, witnessesOf } from './witness.js';

/** Rules by what a record must have for them, by their numbers in the list. */
export class WitnessedRules {
  /** Those for which nothing can be named. */
  readonly always: readonly number[];
  readonly byField: ReadonlyMap<string, readonly (readonly [Witness, number])[]>;
  /** Those that need a piece of text anywhere in the record, by that text. */
  readonly byLeaf: ReadonlyMap<string, readonly number[]>;

  constructor(rules: readonly CompiledRule[], isConstant: (field: string) => boolean) {
    const always: number[] = [];
    const byField = new Map<string, [Witness, number][]>();
    const byLeaf = new Map<string, number[]>();
    for (const [at, { expression }] of rules.entries()) {
      const witnesses = witnessesOf(expression, isConstant);
      if (witnesses === null) always.push(at);
      for (const witness of witnesses ?? []) {
        if (witness.kind !== 'leaf') add(byField, witness.field, [witness, at]);
        else for (const text of new Set(witness.texts)) add(byLeaf, text, at);
      }
    }
    this.always = always;
    this.byField = byField;
    this.byLeaf = byLeaf;
  }
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}
