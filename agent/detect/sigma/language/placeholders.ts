import type { InputIssue } from '../../../model/errors.js';
import { nearestName } from '../../../model/nearest-name.js';

/** What a placeholder such as `%Administrators%` stands for, as a file declares it. */
export interface PlaceholderList {
  /** As rules write it between the percent signs, case included. */
  readonly name: string;
  /** Sigma texts: wildcards and escapes mean what they mean in a rule. Null where the list has mistakes, which are said elsewhere. */
  readonly values: readonly string[] | null;
  /** An issue at the place of the list. */
  readonly issueAt: (message: string) => InputIssue;
}

/** The lists of a rule set by name. Notes which of them the rules ask for. */
export class PlaceholderLists {
  readonly #lists: ReadonlyMap<string, PlaceholderList>;
  readonly #asked = new Set<string>();

  constructor(lists: readonly PlaceholderList[]) {
    this.#lists = new Map(lists.map((list) => [list.name, list]));
  }

  /** Undefined where there is no list of this name. */
  find(name: string): PlaceholderList | undefined {
    this.#asked.add(name);
    return this.#lists.get(name);
  }

  /** The name most like one that is not there, or null. */
  nearest(name: string): string | null {
    return nearestName(name, [...this.#lists.keys()]);
  }

  /** Lists that nothing has asked for so far. */
  unused(): readonly PlaceholderList[] {
    return [...this.#lists.values()].filter(({ name }) => !this.#asked.has(name));
  }
}
