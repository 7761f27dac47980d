import type { JsonValue } from '../../model/json.js';
import { forEachLeaf } from './fields/leaves.js';
import { NeedleSearch } from './needle-search.js';

/** Rules that look for a piece of text anywhere in a record. */
export class LeafIndex {
  readonly #rules: readonly (readonly number[])[];
  readonly #search: NeedleSearch;

  /** By piece of text in lower case: the numbers of its rules. */
  constructor(rulesByText: ReadonlyMap<string, readonly number[]>) {
    this.#rules = [...rulesByText.values()];
    this.#search = new NeedleSearch([...rulesByText.keys()]);
  }

  /** Names the rules that may match, some of them several times. */
  candidates(body: JsonValue, ask: (rules: readonly number[]) => void): void {
    const askFor = (needle: number): void => ask(this.#rules[needle] ?? []);
    for (const needle of this.#search.always) askFor(needle);
    forEachLeaf(body, (leaf) => this.#search.search(String(leaf), askFor));
  }
}
