import type { RowProblem } from '../../assess/customers/register/customer-row.js';
import { createTextFile, type TextFile } from '../../runtime/text-file.js';

const SHOWN = 20;

/** What of a list could not be used, in numbers. */
export interface ProblemSummary {
  readonly count: number;
  readonly byReason: readonly { readonly column: string; readonly reason: string; readonly count: number }[];
  /** Holds all of them; null when there are none. */
  readonly file: string | null;
  readonly first: readonly RowProblem[];
}

/** Gathers the problems of a list: each stands in a file, so that memory does not grow with a list that is all wrong. */
export class ProblemList {
  readonly #path: string;
  readonly #counts = new Map<string, { column: string; reason: string; count: number }>();
  readonly #first: RowProblem[] = [];
  #file: TextFile | null = null;
  #count = 0;

  constructor(path: string) {
    this.#path = path;
  }

  add(problem: RowProblem): void {
    const { line, reason } = problem;
    const column = problem.column ?? 'row';
    this.#count += 1;
    if (this.#first.length < SHOWN) this.#first.push(problem);
    const key = `${column} ${reason}`;
    const known = this.#counts.get(key) ?? { column, reason, count: 0 };
    this.#counts.set(key, { ...known, count: known.count + 1 });
    this.#file ??= createTextFile(this.#path, 'line,column,reason\r\n');
    this.#file.append(`${line},${column},"${reason}"\r\n`);
  }

  end(): ProblemSummary {
    this.#file?.close();
    return {
      count: this.#count,
      byReason: [...this.#counts.values()].sort((a, b) => b.count - a.count),
      file: this.#file === null ? null : this.#path,
      first: this.#first,
    };
  }
}
