/** A condition as written, before its names are looked up. */
export type Condition =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly type: 'not'; readonly part: Condition }
  | { readonly type: 'name'; readonly name: string }
  /** `pattern` is `them` or a name with `*`. */
  | { readonly type: 'of'; readonly quantifier: 'any' | 'all'; readonly pattern: string };

/** Says what is wrong with a condition, without the condition's place. */
export class ConditionMistake extends Error {}

const MAX_NESTING = 100;
const TOKEN = /\s*(\(|\)|\||[^\s()|]+)/y;
const OPERATORS = new Set(['and', 'or', 'not', ')', '(', '|']);

/**
 * Parses a condition: `or` binds weakest, then `and`, `not`, `1 of`/`any of`/`all of`, parentheses.
 * Raises `ConditionMistake`.
 */
export function parseCondition(text: string): Condition {
  const tokens = tokenise(text);
  if (tokens.includes('|')) {
    throw new ConditionMistake(
      'uses an aggregation after "|", which Sigma 2 no longer has; write a correlation',
    );
  }
  const parser = new Parser(tokens);
  const condition = parser.parseOr(0);
  parser.expectEnd();
  return condition;
}

function tokenise(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(match[1] ?? '');
  return tokens;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  parseOr(nesting: number): Condition {
    return this.#chain('or', () => this.#chain('and', () => this.#not(nesting)));
  }

  expectEnd(): void {
    const rest = this.#tokens[this.#at];
    if (rest !== undefined)
      throw new ConditionMistake(`has "${rest}" where "and", "or" or the end was expected`);
  }

  #chain(operator: 'and' | 'or', next: () => Condition): Condition {
    const parts = [next()];
    while (this.#take(operator)) parts.push(next());
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { type: operator, parts };
  }

  #not(nesting: number): Condition {
    if (nesting > MAX_NESTING) throw new ConditionMistake(`is nested deeper than ${MAX_NESTING} levels`);
    if (this.#take('not')) return { type: 'not', part: this.#not(nesting + 1) };
    if (!this.#take('(')) return this.#operand();
    const inner = this.parseOr(nesting + 1);
    if (!this.#take(')')) throw new ConditionMistake('lacks a closing parenthesis');
    return inner;
  }

  #operand(): Condition {
    const token = this.#tokens[this.#at];
    if (token === undefined || OPERATORS.has(token.toLowerCase())) {
      throw new ConditionMistake(
        `has ${token === undefined ? 'its end' : `"${token}"`} where a selection was expected`,
      );
    }
    this.#at += 1;
    return this.#take('of') ? this.#of(token) : { type: 'name', name: token };
  }

  #of(quantifier: string): Condition {
    const word = quantifier.toLowerCase();
    if (word !== '1' && word !== 'any' && word !== 'all') {
      throw new ConditionMistake(`has "${quantifier} of"; Sigma knows "1 of", "any of" and "all of"`);
    }
    const pattern = this.#tokens[this.#at];
    if (pattern === undefined || OPERATORS.has(pattern.toLowerCase())) {
      throw new ConditionMistake(`needs "them" or a name such as selection_* after "${quantifier} of"`);
    }
    this.#at += 1;
    return { type: 'of', quantifier: word === 'all' ? 'all' : 'any', pattern };
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }
}
