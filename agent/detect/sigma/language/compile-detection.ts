import { isJsonObject, type JsonObject } from '../../../model/json.js';
import type { YamlPath } from '../../content/yaml-documents.js';
import type { Compilation } from './compilation.js';
import { compileSelection } from './compile-selection.js';
import { type Expression, join } from './expression.js';
import type { Issues } from './issues.js';
import { ConditionMistake, parseCondition } from './parse-condition.js';
import { resolveCondition, type Selections } from './resolve-condition.js';

/** The key of a document that holds selections and a condition. */
export type DetectionKey = 'detection' | 'filter';

/** What stands beside the selections and is none. */
const NO_SELECTIONS: Readonly<Record<DetectionKey, readonly string[]>> = {
  detection: ['condition'],
  filter: ['condition', 'rules'],
};

/**
 * Compiles the `detection` of a rule, or the `filter` of a filter. Null when something is wrong with it, which
 * the issues then say.
 */
export function compileDetection(
  key: DetectionKey,
  value: unknown,
  compilation: Compilation,
): Expression | null {
  const { issues } = compilation;
  if (!isJsonObject(value)) {
    issues.error([key], `${key} must be a map of selections and a condition`);
    return null;
  }
  if (value.timeframe !== undefined) {
    const message = 'timeframe belongs to correlations; write one, with a timespan';
    issues.error([key, 'timeframe'], message, 'key');
    return null;
  }
  const selections = compileSelections(key, value, compilation);
  const parts = conditionTexts(key, value.condition, issues).map(({ text, path }) =>
    compileCondition(text, path, selections, issues),
  );
  warnOfUnused(key, selections, issues);
  const usable = parts.filter((part) => part !== null);
  if (usable.length === 0 || usable.length < parts.length) return null;
  return [...selections.values()].every(({ expression }) => expression !== null) ? join('or', usable) : null;
}

function compileSelections(key: DetectionKey, value: JsonObject, compilation: Compilation): Selections {
  const selections: Selections = new Map();
  for (const [name, selection] of Object.entries(value)) {
    if (NO_SELECTIONS[key].includes(name)) continue;
    const expression = compileSelection(selection, [key, name], compilation);
    selections.set(name, { expression, isUsed: false });
  }
  if (selections.size === 0)
    compilation.issues.error([key], `${key} has no selection; add one beside the condition`);
  return selections;
}

/** A list of conditions means any of them. */
function conditionTexts(
  key: DetectionKey,
  value: unknown,
  issues: Issues,
): readonly { text: string; path: YamlPath }[] {
  if (value === undefined) {
    issues.error([key], `${key} lacks a condition, such as "condition: selection"`);
    return [];
  }
  const path = [key, 'condition'];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) issues.error(path, 'condition is an empty list');
  return list.flatMap((text, at) => {
    const here = Array.isArray(value) ? [...path, at] : path;
    if (typeof text === 'string') return [{ text, path: here }];
    issues.error(here, 'condition must be a text such as "selection and not filter"');
    return [];
  });
}

function compileCondition(
  text: string,
  path: YamlPath,
  selections: Selections,
  issues: Issues,
): Expression | null {
  try {
    return resolveCondition(parseCondition(text), selections);
  } catch (error) {
    if (!(error instanceof ConditionMistake)) throw error;
    issues.error(path, `condition ${error.message}`);
    return null;
  }
}

function warnOfUnused(key: DetectionKey, selections: Selections, issues: Issues): void {
  // After a broken condition nothing can be said about use.
  if (issues.errors.length > 0) return;
  for (const [name, { isUsed }] of selections) {
    if (isUsed || name.startsWith('_')) continue;
    issues.warn([key, name], `"${name}" is not used by the condition; use it or remove it`, 'key');
  }
}
