import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { RecordShape } from '../../model/raw-record.js';
import { type FieldPlace, fieldPlace, type Taxonomy } from '../sigma/fields/taxonomy.js';
import { compileSelection } from '../sigma/language/compile-selection.js';
import { Issues } from '../sigma/language/issues.js';
import type { PlaceholderLists } from '../sigma/language/placeholders.js';
import { readLogSource } from '../sigma/read-log-source.js';
import { refuseUnknown } from './refuse-unknown.js';
import type { YamlDocument } from './yaml-documents.js';

const SHAPES: readonly RecordShape[] = [
  'graph-sign-in',
  'graph-directory-audit',
  'graph-risk-detection',
  'audit-record',
  'entra-diagnostic',
  'log-analytics',
  'unknown',
];

const KEYS = ['name', 'shapes', 'logsources', 'when', 'reads', 'fields', 'constants', 'names', 'values'];

/** Reads a document with a `mapping`. Null when it has errors. */
export function readMapping(
  document: YamlDocument,
  placeholders: PlaceholderLists,
): { taxonomy: Taxonomy | null; issues: Issues } {
  const issues = new Issues(document);
  const body = isJsonObject(document.value) ? document.value.mapping : undefined;
  if (!isJsonObject(body)) {
    issues.error(['mapping'], `mapping must be a map of ${KEYS.join(', ')}`);
    return { taxonomy: null, issues };
  }
  refuseUnknown(body, KEYS, ['mapping'], issues);
  const taxonomy: Taxonomy = {
    name: readName(body, issues),
    shapes: readShapes(body, issues),
    logSources: readLogSources(body, issues),
    when:
      body.when === undefined
        ? null
        : compileSelection(body.when, ['mapping', 'when'], { issues, placeholders }),
    reads: readReads(body, issues),
    fields: readFields(body, issues),
    constants: readConstants(body, issues),
    names: readNames(body, issues),
    values: readValues(body, issues),
  };
  return { taxonomy: issues.errors.length === 0 ? taxonomy : null, issues };
}

function readName({ name }: JsonObject, issues: Issues): string {
  if (typeof name === 'string' && name !== '') return name;
  issues.error(
    ['mapping', 'name'],
    'a mapping needs a name; a mapping of the same name replaces the built-in one',
  );
  return '';
}

function readShapes({ shapes }: JsonObject, issues: Issues): readonly RecordShape[] {
  const list = Array.isArray(shapes) ? shapes : [];
  if (list.length === 0)
    issues.error(['mapping', 'shapes'], `shapes must list some of: ${SHAPES.join(', ')}`);
  return list.flatMap((value, at) => {
    const shape = SHAPES.find((one) => one === value);
    if (shape !== undefined) return [shape];
    issues.error(['mapping', 'shapes', at], `a shape must be one of: ${SHAPES.join(', ')}`);
    return [];
  });
}

function readLogSources({ logsources }: JsonObject, issues: Issues): Taxonomy['logSources'] {
  const list = Array.isArray(logsources) ? logsources : [];
  if (list.length === 0)
    issues.error(['mapping', 'logsources'], 'logsources must list at least one log source');
  return list.flatMap((value, at) => readLogSource(value, ['mapping', 'logsources', at], issues) ?? []);
}

function readReads({ reads }: JsonObject, issues: Issues): Taxonomy['reads'] {
  if (reads !== undefined && reads !== 'record' && reads !== 'event') {
    issues.error(['mapping', 'reads'], 'reads must be "record" (the default) or "event"');
  }
  return reads === 'event' ? 'event' : 'record';
}

function readFields({ fields }: JsonObject, issues: Issues): ReadonlyMap<string, readonly FieldPlace[]> {
  const places = new Map<string, readonly FieldPlace[]>();
  for (const [name, value] of Object.entries(mapOf(fields, 'fields', issues))) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.length > 0 && list.every((place) => typeof place === 'string' && place !== '')) {
      places.set(
        name.toLowerCase(),
        list.map((place) => fieldPlace(String(place))),
      );
    } else {
      issues.error(
        ['mapping', 'fields', name],
        `"${name}" needs the path of a field in the record, or a list of paths`,
      );
    }
  }
  return places;
}

function readConstants({ constants }: JsonObject, issues: Issues): ReadonlyMap<string, string> {
  const entries = Object.entries(mapOf(constants, 'constants', issues));
  return new Map(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function readNames({ names }: JsonObject, issues: Issues): Taxonomy['names'] {
  if (names === undefined) return null;
  const list = textsOf(names);
  if (list === null)
    issues.error(['mapping', 'names'], 'names must list every name that a record can have, or be left out');
  return new Set((list ?? []).map((name) => name.toLowerCase()));
}

function readValues({ values }: JsonObject, issues: Issues): Taxonomy['values'] {
  const known = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(mapOf(values, 'values', issues))) {
    const list = textsOf(value);
    if (list === null)
      issues.error(['mapping', 'values', name], `"${name}" needs a list of all values that it takes`);
    else known.set(name.toLowerCase(), list);
  }
  return known;
}

function textsOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const texts = value.filter((one) => ['string', 'number', 'boolean'].includes(typeof one)).map(String);
  return texts.length === value.length ? texts : null;
}

function mapOf(value: unknown, name: string, issues: Issues): JsonObject {
  if (isJsonObject(value)) return value;
  if (value !== undefined) issues.error(['mapping', name], `${name} must be a map from field names`);
  return {};
}
