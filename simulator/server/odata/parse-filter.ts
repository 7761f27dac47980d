import {
  type Comparison,
  type Filter,
  type FilterRules,
  type Literal,
  type Operator,
  type PropertyRule,
  QueryError,
} from './filter.js';
import { type FilterToken, readTokens } from './read-tokens.js';

const COMPARISONS: readonly string[] = ['eq', 'ne', 'ge', 'le', 'gt', 'lt'];
const DEEPEST = 20;

/**
 * Parses a `$filter` and holds every property and operator against the rules of its collection. Raises a QueryError
 * with the text that the API answers.
 */
export function parseFilter(text: string, rules: FilterRules): Filter {
  const parser = new Parser(readTokens(text), text, rules);
  return parser.whole();
}

class Parser {
  readonly #tokens: readonly FilterToken[];
  readonly #text: string;
  readonly #rules: FilterRules;
  #at = 0;
  #depth = 0;
  /** The variable of the `any` that is being read, and the path of its collection. */
  #scope: { readonly variable: string; readonly path: string } | null = null;

  constructor(tokens: readonly FilterToken[], text: string, rules: FilterRules) {
    this.#tokens = tokens;
    this.#text = text;
    this.#rules = rules;
  }

  whole(): Filter {
    const filter = this.#either();
    if (this.#at < this.#tokens.length) throw this.#syntax();
    return filter;
  }

  #either(): Filter {
    let left = this.#both();
    while (this.#takeName('or')) left = { kind: 'or', left, right: this.#both() };
    return left;
  }

  #both(): Filter {
    let left = this.#term();
    while (this.#takeName('and')) left = { kind: 'and', left, right: this.#term() };
    return left;
  }

  #term(): Filter {
    if (!this.#takeMark('(')) return this.#condition();
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#syntax();
    const inner = this.#either();
    this.#needMark(')');
    this.#depth -= 1;
    return inner;
  }

  #condition(): Filter {
    const name = this.#next('name').text;
    if (name.toLowerCase() === 'startswith' && this.#peekMark('(')) return this.#startsWith();
    if (name.endsWith('/any') && this.#peekMark('(')) return this.#any(name.slice(0, -'/any'.length));
    const { path, rule } = this.#property(name);
    const operator = this.#next('name').text;
    if (!COMPARISONS.includes(operator)) throw this.#syntax();
    this.#checkOperator(name, rule, operator as Comparison);
    return { kind: 'compare', path, operator: operator as Comparison, literal: this.#literal(name, rule) };
  }

  #startsWith(): Filter {
    this.#needMark('(');
    const name = this.#next('name').text;
    const { path, rule } = this.#property(name);
    this.#checkOperator(name, rule, 'startsWith');
    this.#needMark(',');
    const prefix = unquote(this.#next('string').text);
    this.#needMark(')');
    return { kind: 'startsWith', path, prefix };
  }

  #any(path: string): Filter {
    if (this.#scope !== null) throw this.#syntax();
    this.#needMark('(');
    const variable = this.#next('name').text;
    this.#needMark(':');
    this.#scope = { variable, path };
    const inner = this.#either();
    this.#scope = null;
    this.#needMark(')');
    return { kind: 'any', path, inner };
  }

  #property(name: string): { readonly path: string; readonly rule: PropertyRule } {
    const [key, path] = this.#place(name);
    const rule = Object.hasOwn(this.#rules.properties, key) ? this.#rules.properties[key] : undefined;
    if (rule === undefined) {
      throw new QueryError(
        `Invalid filter clause: Could not find a filterable property named '${name}' on type '${this.#rules.typeName}'.`,
      );
    }
    return { path, rule };
  }

  /** The key in the rules, and the path from the item. */
  #place(name: string): readonly [string, string] {
    if (this.#scope === null) return [name, name];
    const { variable, path } = this.#scope;
    if (name === variable) return [`${path}/*`, ''];
    if (!name.startsWith(`${variable}/`)) throw this.#syntax();
    const inside = name.slice(variable.length + 1);
    return [`${path}/*/${inside}`, inside];
  }

  #checkOperator(name: string, rule: PropertyRule, operator: Operator): void {
    if (rule.operators.includes(operator)) return;
    throw new QueryError(
      `Invalid filter clause: The operator '${operator}' is not supported for the property '${name}'.`,
    );
  }

  #literal(name: string, rule: PropertyRule): Literal {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    const literal = token === undefined ? null : literalOf(token);
    if (literal === null) throw this.#syntax();
    if (literal.type === rule.type || literal.type === 'null') return literal;
    throw new QueryError(
      `Invalid filter clause: A binary operator with incompatible types was detected for '${name}'. Found operand types 'Edm.${rule.type}' and 'Edm.${literal.type}'.`,
    );
  }

  #next(type: FilterToken['type']): FilterToken {
    const token = this.#tokens[this.#at];
    if (token?.type !== type) throw this.#syntax();
    this.#at += 1;
    return token;
  }

  #takeName(text: string): boolean {
    const token = this.#tokens[this.#at];
    const isIt = token?.type === 'name' && token.text === text;
    if (isIt) this.#at += 1;
    return isIt;
  }

  #takeMark(text: string): boolean {
    const isIt = this.#peekMark(text);
    if (isIt) this.#at += 1;
    return isIt;
  }

  #peekMark(text: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.type === 'mark' && token.text === text;
  }

  #needMark(text: string): void {
    if (!this.#takeMark(text)) throw this.#syntax();
  }

  #syntax(): QueryError {
    return new QueryError(`Invalid filter clause: Syntax error in '${this.#text}'.`);
  }
}

function literalOf(token: FilterToken): Literal | null {
  switch (token.type) {
    case 'string':
      return { type: 'string', value: unquote(token.text) };
    case 'number':
      return { type: 'number', value: Number(token.text) };
    case 'time': {
      const value = Date.parse(token.text);
      return Number.isNaN(value) ? null : { type: 'time', value };
    }
    case 'name':
      if (token.text === 'true' || token.text === 'false')
        return { type: 'boolean', value: token.text === 'true' };
      return token.text === 'null' ? { type: 'null', value: null } : null;
    default:
      return null;
  }
}

function unquote(text: string): string {
  return text.slice(1, -1).replaceAll("''", "'");
}
