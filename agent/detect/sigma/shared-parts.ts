import type { Matcher } from './bind.js';
import type { RecordView } from './fields/record-view.js';
import type { Expression } from './language/expression.js';

/**
 * Equal parts of many expressions, found by what they ask. A part that stands in several is answered once for each
 * record.
 */
export class SharedParts {
  readonly #numbers = new Map<string, number>();
  readonly #numberOf = new Map<Expression, number>();
  /** By number: in how many places it stands. */
  readonly #uses: number[] = [];
  readonly #matchers = new Map<number, Matcher>();

  constructor(expressions: readonly Expression[]) {
    for (const expression of expressions) this.#count(expression);
  }

  /** The matcher of a part, which `create` makes where no equal part has one yet. */
  matcherOf(expression: Expression, create: () => Matcher): Matcher {
    const number = this.#numberOf.get(expression);
    if (number === undefined || (this.#uses[number] ?? 0) < 2) return create();
    const known = this.#matchers.get(number);
    if (known !== undefined) return known;
    const matcher = once(create());
    this.#matchers.set(number, matcher);
    return matcher;
  }

  #count(expression: Expression): number {
    const text = this.#textOf(expression);
    const number = this.#numbers.get(text) ?? this.#uses.length;
    this.#numbers.set(text, number);
    this.#numberOf.set(expression, number);
    this.#uses[number] = (this.#uses[number] ?? 0) + 1;
    return number;
  }

  /** What an expression asks, its parts by their numbers; a text of its own for what cannot be compared. */
  #textOf(expression: Expression): string {
    switch (expression.type) {
      case 'and':
      case 'or': {
        const parts = expression.parts.map((part) => this.#count(part));
        return `${expression.type} ${[...new Set(parts)].sort((a, b) => a - b).join(' ')}`;
      }
      case 'not':
        return `not ${this.#count(expression.part)}`;
      default:
        return expression.asks === undefined
          ? `alone ${this.#uses.length}`
          : `${expression.type} ${expression.asks}`;
    }
  }
}

function once(matcher: Matcher): Matcher {
  let last: RecordView | null = null;
  let turn = 0;
  let answer = false;
  return (view) => {
    if (view !== last || view.turn !== turn) {
      answer = matcher(view);
      last = view;
      turn = view.turn;
    }
    return answer;
  };
}
