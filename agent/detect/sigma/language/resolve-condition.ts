import { nearestName } from '../../../model/nearest-name.js';
import { ANY, compilePattern } from '../values/pattern.js';
import { type Expression, join } from './expression.js';
import { type Condition, ConditionMistake } from './parse-condition.js';

/** A search identifier; its expression is null when something is wrong with it. */
export interface Selection {
  readonly expression: Expression | null;
  isUsed: boolean;
}

/** The search identifiers of one rule by name. */
export type Selections = Map<string, Selection>;

/** Selections that are themselves wrong are said elsewhere: here anything stands for them. */
const BROKEN: Expression = { type: 'or', parts: [] };

/** Puts selections in the place of their names, and notes which were used. Raises `ConditionMistake`. */
export function resolveCondition(condition: Condition, selections: Selections): Expression {
  switch (condition.type) {
    case 'and':
    case 'or':
      return join(
        condition.type,
        condition.parts.map((part) => resolveCondition(part, selections)),
      );
    case 'not':
      return { type: 'not', part: resolveCondition(condition.part, selections) };
    case 'name': {
      const selection = selections.get(condition.name);
      if (selection === undefined) throw new ConditionMistake(unknownName(condition.name, selections));
      return use(selection);
    }
    case 'of':
      return join(
        condition.quantifier === 'all' ? 'and' : 'or',
        selected(condition.pattern, selections).map(use),
      );
  }
}

function use(selection: Selection): Expression {
  selection.isUsed = true;
  return selection.expression ?? BROKEN;
}

function selected(pattern: string, selections: Selections): readonly Selection[] {
  const isThem = pattern.toLowerCase() === 'them';
  const fits = isThem ? (name: string): boolean => !name.startsWith('_') : compileNamePattern(pattern);
  const found = [...selections].filter(([name]) => fits(name)).map(([, selection]) => selection);
  if (found.length > 0) return found;
  throw new ConditionMistake(isThem ? 'finds no selection for "them"' : unknownName(pattern, selections));
}

function compileNamePattern(pattern: string): (name: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  return compilePattern([first, ...rest.flatMap((piece) => [ANY, piece] as const)]);
}

function unknownName(name: string, selections: Selections): string {
  const names = [...selections.keys()];
  const near = nearestName(name, names);
  const hint = near === null ? `the rule has: ${names.join(', ')}` : `did you mean "${near}"?`;
  return `names "${name}", which is no selection of this rule; ${hint}`;
}
