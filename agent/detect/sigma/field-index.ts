import type { RecordView } from './fields/record-view.js';
import type { FieldReader } from './fields/taxonomy.js';
import { NeedleSearch } from './needle-search.js';
import type { Witness } from './witness.js';

/** What the rules need of one field: which values, which pieces of a text, or any value at all. */
export class FieldIndex {
  readonly #read: FieldReader;
  readonly #byValue: ReadonlyMap<string, readonly number[]>;
  readonly #byNeedle: readonly (readonly number[])[];
  readonly #search: NeedleSearch | null;
  readonly #present: readonly number[];

  /** Each witness with the number of its rule. */
  constructor(read: FieldReader, entries: readonly (readonly [Witness, number])[]) {
    this.#read = read;
    this.#byValue = rulesByText(entries, 'equals');
    const byNeedle = rulesByText(entries, 'needles');
    this.#byNeedle = [...byNeedle.values()];
    this.#search = byNeedle.size === 0 ? null : new NeedleSearch([...byNeedle.keys()]);
    this.#present = entries.flatMap(([{ kind }, rule]) => (kind === 'present' ? [rule] : []));
  }

  /** Names the rules that may match, some of them several times. */
  candidates(view: RecordView, ask: (rule: number) => void): void {
    const { values } = this.#read(view);
    if (values.length === 0) return;
    for (const rule of this.#present) ask(rule);
    if (this.#byValue.size === 0 && this.#search === null) return;
    for (const { lower } of values) {
      const rules = this.#byValue.get(lower);
      if (rules !== undefined) for (const rule of rules) ask(rule);
      if (this.#search !== null) this.#askByNeedle(lower, this.#search, ask);
    }
  }

  #askByNeedle(lower: string, search: NeedleSearch, ask: (rule: number) => void): void {
    const askAll = (needle: number): void => {
      for (const rule of this.#byNeedle[needle] ?? []) ask(rule);
    };
    for (const needle of search.always) askAll(needle);
    search.search(lower, askAll);
  }
}

function rulesByText(
  entries: readonly (readonly [Witness, number])[],
  kind: 'equals' | 'needles',
): Map<string, readonly number[]> {
  const rules = new Map<string, number[]>();
  for (const [witness, rule] of entries) {
    if (witness.kind === 'present' || witness.kind !== kind) continue;
    for (const text of new Set(witness.texts)) {
      const known = rules.get(text);
      if (known === undefined) rules.set(text, [rule]);
      else known.push(rule);
    }
  }
  return rules;
}
