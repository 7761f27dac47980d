import type { YamlPath } from '../../content/yaml-documents.js';
import {
  type CompiledValue,
  compileValue,
  type RuleValue,
  type UsableValue,
} from '../values/compile-value.js';
import type { Compilation } from './compilation.js';
import { compileReference } from './compile-reference.js';
import { expandValues } from './expand-values.js';
import { type Expression, type FieldTest, join } from './expression.js';
import type { Issues } from './issues.js';
import { type Modifiers, readModifiers } from './modifiers.js';

/** Proposed for Sigma 2.2 (SEP #212); taken for part of a name, it would make a rule that is silently dead. */
const ARRAY_SELECTOR = /\[(?:any|all|none|\d{1,9})\]/i;

/** One line of a search identifier, taken apart. */
interface Item {
  /** As written, for messages. */
  readonly key: string;
  /** Empty: the whole record. */
  readonly field: string;
  readonly modifiers: Modifiers;
  readonly values: readonly (RuleValue | null)[];
  readonly path: YamlPath;
  /** Where each of the values stands. */
  readonly places: readonly YamlPath[];
  readonly issues: Issues;
  /** What is asked of one value or several: equal texts ask the same. */
  readonly asks: (values: readonly (RuleValue | null)[]) => string;
}

/**
 * Compiles one line of a search identifier, such as `Subject|contains|all: [a, b]`. An empty field name means the
 * whole record (keywords). Null when something is wrong with it, which `issues` then says.
 */
export function compileItem(
  key: string,
  value: unknown,
  path: YamlPath,
  compilation: Compilation,
): Expression | null {
  const { issues } = compilation;
  const [field = '', ...names] = key.split('|');
  const { modifiers, mistakes } = readModifiers(names);
  for (const mistake of mistakes) issues.error(path, `"${key}" ${mistake}`, 'key');
  const selector = ARRAY_SELECTOR.exec(field);
  if (selector !== null) {
    const message = `"${key}" has the array selector ${selector[0]}, which Sigma 2.1 does not know; without it any element of a list counts`;
    issues.error(path, message, 'key');
  }
  if (mistakes.length > 0 || selector !== null) return null;
  const written: readonly unknown[] = Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
  const mistake = mistakeInValues(written, modifiers);
  if (mistake !== null || !written.every(isRuleValue)) {
    issues.error(path, `"${key}" ${mistake}`);
    return null;
  }
  const placed = written.map((one, at) => ({ value: one, place: written.length > 1 ? [...path, at] : path }));
  const expanded = modifiers.isExpanded ? expandValues(key, placed, modifiers, compilation) : placed;
  if (expanded === null) return null;
  const question = [field, ...names.filter((name) => name !== 'neq' && name !== 'expand')];
  const asks: Item['asks'] = (some) => JSON.stringify([question, ...some]);
  const [values, places] = [expanded.map((one) => one.value), expanded.map((one) => one.place)];
  const item: Item = { key, field, modifiers, values, places, path, issues, asks };
  const compiled = field === '' ? compileKeywords(item) : compileField(item);
  return compiled !== null && modifiers.isNegated ? { type: 'not', part: compiled } : compiled;
}

function mistakeInValues(values: readonly unknown[], { isAll, isExpanded }: Modifiers): string | null {
  if (values.length === 0) return 'has an empty list; give it a value';
  if (isAll && values.length < 2 && !isExpanded)
    return 'needs at least two values for |all; with one, leave |all out';
  if (values.length > 1 && values.includes(null)) {
    return 'has null in a list; null is a selection of its own (Sigma specification, "Special Field Values")';
  }
  if (values.every(isRuleValue)) return null;
  return 'needs a text, number, true, false or null, or a list of them, not a map';
}

function isRuleValue(value: unknown): value is RuleValue | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function compileField(item: Item): Expression | null {
  const { field, modifiers, values, asks } = item;
  if (modifiers.kind === 'exists') return compileExists(item);
  if (modifiers.kind === 'fieldref') {
    return orMistake(
      item,
      compileReference(field, values, modifiers, (other) => asks([other])),
    );
  }
  if (values.includes(null)) return { type: 'field', asks: asks([null]), field, test: isNull, equals: null };
  const compiled = compileValues(item, modifiers);
  if (compiled === null) return null;
  if (!modifiers.isAll) return fieldExpression(field, compiled, asks(values));
  return join(
    'and',
    compiled.map((one, at) => fieldExpression(field, [one], asks(values.slice(at, at + 1)))),
  );
}

/** Any of the values, for any value of the field. */
function fieldExpression(field: string, wanted: readonly UsableValue[], asks: string): Expression {
  const equals = wanted.map((one) => one.equals).filter((text) => text !== null);
  if (equals.length === wanted.length) {
    return { type: 'field', asks, field, test: equalsOneOf(equals), equals, needsValue: true };
  }
  const tests = wanted.map((one) => one.test);
  const test: FieldTest = ({ values }) => {
    for (const value of values) for (const holds of tests) if (holds(value)) return true;
    return false;
  };
  const needles = allOf(wanted.map((one) => one.needles));
  const contains = allOf(wanted.map((one) => one.contains));
  return {
    ...{ type: 'field', asks, field, test, equals: null, needsValue: true },
    ...(needles === null ? {} : { needles }),
    ...(contains === null ? {} : { contains }),
  };
}

/** All texts together; null when some value names none. */
function allOf(lists: readonly (readonly string[] | null)[]): readonly string[] | null {
  const known = lists.filter((list) => list !== null);
  return known.length === lists.length ? known.flat() : null;
}

function equalsOneOf(texts: readonly string[]): FieldTest {
  const known = new Set(texts);
  const isObject = texts.some((text) => text.startsWith('{'));
  return ({ values }) => {
    for (const value of values) {
      // The text of an object is made only where it could be one of them.
      if ((isObject || !value.isObject) && known.has(value.lower)) return true;
    }
    return false;
  };
}

/** A field that is missing, null or an empty list. */
const isNull: FieldTest = ({ values }) => values.length === 0;

function compileExists(item: Item): Expression | null {
  const [value] = item.values;
  if (typeof value !== 'boolean' || item.values.length > 1) return orMistake(item, 'needs true or false');
  const test: FieldTest = ({ isPresent }) => isPresent === value;
  return { type: 'field', asks: item.asks([value]), field: item.field, test, equals: null };
}

function compileKeywords(item: Item): Expression | null {
  const { modifiers, values, asks } = item;
  const { kind } = modifiers;
  if ((kind !== null && kind !== 're' && kind !== 'cidr') || values.includes(null)) {
    return orMistake(item, 'needs a field name before the modifier, and a value other than null');
  }
  // A keyword stands anywhere in a value unless the rule says where.
  const position = modifiers.position ?? (kind === null ? 'contains' : null);
  const compiled = compileValues(item, { ...modifiers, position });
  if (compiled === null) return null;
  const parts = compiled.map(
    ({ test, needles }, at): Expression => ({
      type: 'keyword',
      asks: asks(values.slice(at, at + 1)),
      test,
      ...(needles === null ? {} : { needles }),
    }),
  );
  return join(modifiers.isAll ? 'and' : 'or', parts);
}

function compileValues(
  { values, places, path, issues }: Item,
  modifiers: Modifiers,
): readonly UsableValue[] | null {
  const compiled = values.map((value): CompiledValue => compileValue(value ?? '', modifiers));
  const name = path.findLast((part) => typeof part === 'string') ?? '';
  for (const [at, one] of compiled.entries()) {
    if ('mistake' in one) issues.error(places[at] ?? path, `"${name}" ${one.mistake}`);
  }
  const usable = compiled.flatMap((one) => ('mistake' in one ? [] : [one]));
  return usable.length === compiled.length ? usable : null;
}

function orMistake({ key, path, issues }: Item, result: Expression | string): Expression | null {
  if (typeof result !== 'string') return result;
  issues.error(path, `"${key}" ${result}`);
  return null;
}
