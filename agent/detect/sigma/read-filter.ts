import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { YamlDocument } from '../content/yaml-documents.js';
import { isTuningFile, readSuppression, type Suppression, untilItEnds } from '../loop/suppression.js';
import { compileDetection } from './language/compile-detection.js';
import type { Expression } from './language/expression.js';
import { Issues } from './language/issues.js';
import type { PlaceholderLists } from './language/placeholders.js';
import { readLogSource } from './read-log-source.js';
import type { LogSource } from './rule.js';

/** A Sigma filter: a further condition for rules that are written elsewhere, and stay as they are. */
export interface RuleFilter {
  readonly title: string;
  /** Ids or names of the rules that it applies to; null: every rule of its log source. */
  readonly rules: readonly string[] | null;
  readonly logSource: LogSource;
  /** Holds, too, for what happened after the filter's end date. */
  readonly expression: Expression;
  /** Who answers for it, why and until when; null where the filter does not say. */
  readonly suppression: Suppression | null;
  readonly document: YamlDocument;
}

/** Reads a document with a `filter`. Null when it has errors. */
export function readFilter(
  document: YamlDocument,
  placeholders: PlaceholderLists,
): { filter: RuleFilter | null; issues: Issues } {
  const issues = new Issues(document);
  const body: JsonObject = isJsonObject(document.value) ? document.value : {};
  const inner: JsonObject = isJsonObject(body.filter) ? body.filter : {};
  const logSource = readLogSource(body.logsource, ['logsource'], issues);
  const rules = readRules(inner.rules, issues);
  const expression = compileDetection('filter', body.filter, { issues, placeholders });
  const suppression = readSuppression(body.mailwarden, isTuningFile(document.file), issues);
  warnOfKeeping(inner.condition, issues);
  if (issues.errors.length > 0 || logSource === null || expression === null) return { filter: null, issues };
  const title = typeof body.title === 'string' ? body.title : 'a filter without a title';
  const bounded = suppression === null ? expression : untilItEnds(expression, suppression);
  return { filter: { title, rules, logSource, expression: bounded, suppression, document }, issues };
}

function readRules(value: unknown, issues: Issues): readonly string[] | null {
  if (value === 'any') return null;
  if (Array.isArray(value) && value.length > 0 && value.every((rule) => typeof rule === 'string'))
    return value;
  const place = value === undefined ? ['filter'] : ['filter', 'rules'];
  issues.error(place, 'a filter needs "rules": a list of ids or names of rules, or the word any');
  return [];
}

/**
 * The specification's own example reads as if what a filter finds were taken out, while the reference implementation
 * (pySigma) joins rule AND filter, as we do. Whoever means the former must be told.
 */
function warnOfKeeping(condition: unknown, issues: Issues): void {
  const texts: readonly unknown[] = Array.isArray(condition) ? condition : [condition];
  if (issues.errors.length > 0 || texts.some((text) => /\bnot\b/i.test(String(text)))) return;
  issues.warn(
    ['filter', 'condition'],
    'keeps only what the filter finds (rule and filter); to take it out, write "not selection"',
  );
}
