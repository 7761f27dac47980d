import { sha256 } from '../../model/ids.js';
import { canonicalJson, isJsonObject, type JsonObject } from '../../model/json.js';
import { nearestName } from '../../model/nearest-name.js';
import { refuseUnknown } from '../content/refuse-unknown.js';
import type { YamlDocument } from '../content/yaml-documents.js';
import { Issues } from '../sigma/language/issues.js';
import { readMetadata } from '../sigma/read-metadata.js';
import type { Rule } from '../sigma/rule.js';
import { CORRELATION_TYPES, type Correlation, type CorrelationType } from './correlation.js';
import { readAliases } from './read-aliases.js';
import { readCondition } from './read-condition.js';
import { readTimespan } from './read-timespan.js';

/** A correlation as read, with its document, to which what is found later is said. */
export interface ReadCorrelation {
  readonly correlation: Correlation;
  /** False when it does not say what kind of evidence it is: then it is the kind of its first rule. */
  readonly hasFamily: boolean;
  readonly document: YamlDocument;
}

const KEYS = ['type', 'rules', 'aliases', 'group-by', 'timespan', 'condition', 'generate'];
const MAX_RULES = 100;

/** Reads a document that has a `correlation`. Null when it has errors; every mistake is reported, not only the first. */
export function readCorrelation(document: YamlDocument): { read: ReadCorrelation | null; issues: Issues } {
  const issues = new Issues(document);
  const body: JsonObject = isJsonObject(document.value) ? document.value : {};
  refuseOtherKinds(body, issues);
  const inner = readBody(body, issues);
  const rule = readMetadata(document, body, null, issues);
  const type = readType(inner, issues);
  const rules = readRules(inner, type, issues);
  const aliases = readAliases(inner.aliases, issues);
  const groupBy = readNames(inner['group-by'], ['correlation', 'group-by'], issues);
  const spanMs = readTimespan(inner.timespan, issues);
  const condition = type === null ? null : readCondition(inner.condition, type, rules, issues);
  const isGenerating = readGenerate(body, inner, issues);
  if (issues.errors.length > 0 || rule === null || type === null || spanMs === null || condition === null) {
    return { read: null, issues };
  }
  const name = typeof body.name === 'string' ? body.name : null;
  const ours = isJsonObject(body.mailwarden) ? body.mailwarden : {};
  // What several records tell together is no single account's alone.
  const own: Rule = ours.subject === undefined ? { ...rule, subject: 'both' } : rule;
  const definition = sha256(canonicalJson(inner));
  const parts = { rule: own, name, type, aliases, groupBy, spanMs, isGenerating, definition };
  const correlation: Correlation = { ...parts, ...condition };
  return { read: { correlation, hasFamily: ours.family !== undefined, document }, issues };
}

function readBody(body: JsonObject, issues: Issues): JsonObject {
  const { correlation } = body;
  if (!isJsonObject(correlation)) {
    issues.error(['correlation'], `correlation must be a map of ${KEYS.join(', ')}`);
    return {};
  }
  refuseUnknown(correlation, KEYS, ['correlation'], issues);
  return correlation;
}

function refuseOtherKinds({ taxonomy, logsource }: JsonObject, issues: Issues): void {
  if (taxonomy !== undefined && taxonomy !== 'sigma') {
    issues.error(
      ['taxonomy'],
      `taxonomy "${String(taxonomy)}" is not supported; use the field names of taxonomy "sigma"`,
    );
  }
  if (logsource !== undefined) {
    issues.error(['logsource'], 'a correlation has no logsource; its rules say which logs they read', 'key');
  }
}

function readType({ type }: JsonObject, issues: Issues): CorrelationType | null {
  const found = CORRELATION_TYPES.find((one) => one === type);
  if (found !== undefined) return found;
  const near = typeof type === 'string' ? nearestName(type, CORRELATION_TYPES) : null;
  const hint = near === null ? '' : `; did you mean "${near}"?`;
  issues.error(['correlation', 'type'], `type must be one of: ${CORRELATION_TYPES.join(', ')}${hint}`);
  return null;
}

/** Empty when they are to be taken from a boolean condition. */
function readRules(
  { rules, condition }: JsonObject,
  type: CorrelationType | null,
  issues: Issues,
): readonly string[] {
  const isTemporal = type === 'temporal' || type === 'temporal_ordered';
  if (rules === undefined && isTemporal && typeof condition === 'string') return [];
  const path = ['correlation', 'rules'];
  const names = readNames(rules, path, issues);
  if (names.length === 0 && issues.errors.length === 0)
    issues.error(path, 'a correlation needs rules: ids or names of the rules that it reads');
  if (names.length > MAX_RULES) issues.error(path, `a correlation reads at most ${MAX_RULES} rules`);
  return names;
}

/** One text or a list of texts, each once. */
function readNames(value: unknown, path: readonly string[], issues: Issues): readonly string[] {
  if (value === undefined || value === null) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = list.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  if (names.length < list.length) {
    issues.error(path, `${path.at(-1) ?? ''} must be a list of texts`);
    return [];
  }
  for (const [at, name] of names.entries())
    if (names.indexOf(name) < at) issues.error([...path, at], `"${name}" stands here twice`);
  return names;
}

/** Sigma's schema has it beside `correlation`, its reference implementation inside. */
function readGenerate(body: JsonObject, inner: JsonObject, issues: Issues): boolean {
  const isInside = inner.generate !== undefined;
  const value = isInside ? inner.generate : (body.generate ?? false);
  if (typeof value === 'boolean') return value;
  issues.error(isInside ? ['correlation', 'generate'] : ['generate'], 'generate must be true or false');
  return false;
}
