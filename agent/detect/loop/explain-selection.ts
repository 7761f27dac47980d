import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { YamlDocument, YamlPath } from '../content/yaml-documents.js';
import { bind } from '../sigma/bind.js';
import type { FieldValue } from '../sigma/fields/field-value.js';
import type { RecordView } from '../sigma/fields/record-view.js';
import type { FieldReader } from '../sigma/fields/taxonomy.js';
import type { Compilation } from '../sigma/language/compilation.js';
import { compileItem } from '../sigma/language/compile-item.js';
import { compileSelection } from '../sigma/language/compile-selection.js';
import { expandValues } from '../sigma/language/expand-values.js';
import { Issues } from '../sigma/language/issues.js';
import { readModifiers } from '../sigma/language/modifiers.js';
import type { PlaceholderLists } from '../sigma/language/placeholders.js';

/** One part of a rule and whether it held for a record. */
export interface ExplainedPart {
  /** As the rule writes it: a selection's name, a line, one value of its list. */
  readonly part: string;
  readonly held: boolean;
  /** What the record has there; null where the part reads no field of its own. */
  readonly found: readonly string[] | null;
  readonly parts: readonly ExplainedPart[];
}

/** A record and how its fields are read. */
export interface ExplainContext {
  readonly document: YamlDocument;
  readonly placeholders: PlaceholderLists;
  readonly view: RecordView;
  readonly readerOf: (field: string) => FieldReader;
  /** The record's own values may be a customer's: without this only their length is shown. */
  readonly showsValues: boolean;
}

const MAX_SHOWN = 5;

/** Takes one selection apart, down to each value of its lists. `value` is what stands at `path`. */
export function explainSelection(value: JsonValue, path: YamlPath, context: ExplainContext): ExplainedPart {
  const expression = compileSelection(value, path, compilationOf(context));
  const held = expression !== null && bind(expression, context.readerOf)(context.view);
  return { part: String(path.at(-1)), held, found: null, parts: partsOf(value, path, context) };
}

function partsOf(value: JsonValue, path: YamlPath, context: ExplainContext): readonly ExplainedPart[] {
  if (isJsonObject(value))
    return Object.entries(value).map(([key, inner]) => explainItem(key, inner ?? null, path, context));
  if (!isList(value)) return [explainItem('', value, path, context)];
  return value.map((inner, at) =>
    isJsonObject(inner)
      ? { ...explainSelection(inner, [...path, at], context), part: `alternative ${at + 1}` }
      : explainItem('', inner, [...path, at], context),
  );
}

function explainItem(key: string, value: JsonValue, path: YamlPath, context: ExplainContext): ExplainedPart {
  const [field = ''] = key.split('|');
  const list = isList(value) ? value : [value];
  const single = list.length === 1;
  // Each value is tried on its own, where |all has nothing to join.
  const alone = without(['all'], key);
  const parts = list.map((one) => ({
    part: written(one),
    held: holds(single ? key : alone, one, path, context),
    found: null,
    parts: heldOfLists(alone, one, path, context),
  }));
  return {
    part: [key === '' ? 'anywhere in the record' : key, ...(single ? [written(list[0] ?? null)] : [])].join(
      ': ',
    ),
    held: holds(key, value, path, context),
    found: field === '' ? null : foundIn(field, list, context),
    parts: single ? parts.flatMap((one) => one.parts) : parts,
  };
}

function without(modifiers: readonly string[], key: string): string {
  const [field = '', ...names] = key.split('|');
  return [field, ...names.filter((name) => !modifiers.includes(name))].join('|');
}

/** What a value with placeholders stands for, as far as it held: lists may be long. */
function heldOfLists(
  key: string,
  value: JsonValue,
  path: YamlPath,
  context: ExplainContext,
): readonly ExplainedPart[] {
  const [, ...names] = key.split('|');
  const { modifiers } = readModifiers(names);
  if (!modifiers.isExpanded || typeof value !== 'string') return [];
  const expanded = expandValues(key, [{ value, place: path }], modifiers, compilationOf(context)) ?? [];
  const writtenOut = without(['expand'], key);
  return expanded
    .flatMap(({ value: one }) =>
      one !== value && holds(writtenOut, one, path, context) ? [written(one)] : [],
    )
    .slice(0, MAX_SHOWN)
    .map((part) => ({ part, held: true, found: null, parts: [] }));
}

function holds(key: string, value: JsonValue, path: YamlPath, context: ExplainContext): boolean {
  const expression = compileItem(key, value, [...path, key], compilationOf(context));
  return expression !== null && bind(expression, context.readerOf)(context.view);
}

/** What is wrong with the rule is said where it is loaded. */
function compilationOf({ document, placeholders }: ExplainContext): Compilation {
  return { issues: new Issues(document), placeholders };
}

function foundIn(
  field: string,
  wanted: readonly JsonValue[],
  { view, readerOf, showsValues }: ExplainContext,
): readonly string[] {
  const { isPresent, values } = readerOf(field)(view);
  if (!isPresent) return ['missing'];
  if (values.length === 0) return ['null'];
  const known = new Set([...wanted.map((one) => String(one).toLowerCase()), 'true', 'false']);
  const shown = values.slice(0, MAX_SHOWN).map((value) => describe(value, showsValues, known));
  return values.length > MAX_SHOWN ? [...shown, `${values.length - MAX_SHOWN} more`] : shown;
}

/** What the rule itself says, and yes or no, gives nothing away. */
function describe({ text, lower }: FieldValue, showsValues: boolean, known: ReadonlySet<string>): string {
  return showsValues || known.has(lower) ? JSON.stringify(text) : `a text of ${text.length} characters`;
}

function written(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
