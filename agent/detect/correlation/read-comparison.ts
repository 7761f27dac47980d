import type { JsonObject } from '../../model/json.js';
import type { Issues } from '../sigma/language/issues.js';

export const OPERATORS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;

type Operator = (typeof OPERATORS)[number];
type Bounds = Readonly<Partial<Record<Operator, number>>>;

const HOLDS: Readonly<Record<Operator, (value: number, bound: number) => boolean>> = {
  gt: (value, bound) => value > bound,
  gte: (value, bound) => value >= bound,
  lt: (value, bound) => value < bound,
  lte: (value, bound) => value <= bound,
  eq: (value, bound) => value === bound,
  neq: (value, bound) => value !== bound,
};

const PATH = ['correlation', 'condition'];

/** Reads the bounds of a condition, all of which must hold. Null when there is none, or no number can satisfy them. */
export function readComparison(condition: JsonObject, issues: Issues): ((value: number) => boolean) | null {
  const bounds: Partial<Record<Operator, number>> = {};
  for (const operator of OPERATORS) {
    const bound = condition[operator];
    if (bound === undefined) continue;
    if (typeof bound === 'number' && Number.isFinite(bound)) bounds[operator] = bound;
    else issues.error([...PATH, operator], `${operator} must be a number`);
  }
  const used = OPERATORS.filter((operator) => condition[operator] !== undefined);
  if (used.length === 0) {
    issues.error(PATH, `condition needs a bound: ${OPERATORS.join(', ')}`);
    return null;
  }
  if (isImpossible(bounds)) {
    issues.error(PATH, 'condition can never hold: its bounds contradict each other');
    return null;
  }
  return (value) => used.every((operator) => HOLDS[operator](value, bounds[operator] ?? Number.NaN));
}

function isImpossible({ gt, gte, lt, lte, eq, neq }: Bounds): boolean {
  const lowest = Math.max(gt ?? Number.NEGATIVE_INFINITY, gte ?? Number.NEGATIVE_INFINITY);
  const highest = Math.min(lt ?? Number.POSITIVE_INFINITY, lte ?? Number.POSITIVE_INFINITY);
  const isOpen = lowest === gt || highest === lt;
  if (lowest > highest || (lowest === highest && isOpen)) return true;
  return eq !== undefined && (eq < lowest || eq > highest || eq === neq || eq === gt || eq === lt);
}
