import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import type { YamlDocument } from '../content/yaml-documents.js';
import { bind } from '../sigma/bind.js';
import type { RecordView } from '../sigma/fields/record-view.js';
import type { FieldReader } from '../sigma/fields/taxonomy.js';
import { compileDetection, type DetectionKey } from '../sigma/language/compile-detection.js';
import { Issues } from '../sigma/language/issues.js';
import type { PlaceholderLists } from '../sigma/language/placeholders.js';
import type { RuleFilter } from '../sigma/read-filter.js';
import { type ExplainContext, type ExplainedPart, explainSelection } from './explain-selection.js';

/** A detection, or a filter's exception, and what of it held. */
export interface ExplainedDetection {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  /** As written; several mean any of them. */
  readonly conditions: readonly string[];
  readonly held: boolean;
  readonly selections: readonly ExplainedPart[];
}

export interface Explanation {
  /** The detection and every filter held. */
  readonly matches: boolean;
  readonly detection: ExplainedDetection;
  /** Exceptions that apply to the rule; one that did not hold is why there is no match. */
  readonly filters: readonly ExplainedDetection[];
}

/** How a record is looked at: through a mapping, or by its own names. */
export interface ExplainedRecord {
  readonly view: RecordView;
  readonly readerOf: (field: string) => FieldReader;
  /** Those of the rule set that the rule is from. */
  readonly placeholders: PlaceholderLists;
  readonly showsValues: boolean;
}

/** Why a rule matches a record, or does not: every selection, line and value. `filters` are those that apply to the rule. */
export function explainRule(
  document: YamlDocument,
  filters: readonly RuleFilter[],
  record: ExplainedRecord,
): Explanation {
  const detection = explainDetection('detection', document, record);
  const exceptions = filters.map((filter) => ({
    ...explainDetection('filter', filter.document, record),
    // Not of the condition alone: after its end date an exception holds for nothing.
    held: bind(filter.expression, record.readerOf)(record.view),
  }));
  return {
    matches: detection.held && exceptions.every(({ held }) => held),
    detection,
    filters: exceptions,
  };
}

function explainDetection(
  key: DetectionKey,
  document: YamlDocument,
  record: ExplainedRecord,
): ExplainedDetection {
  const body: JsonObject = isJsonObject(document.value) ? document.value : {};
  const detection: JsonObject = isJsonObject(body[key]) ? body[key] : {};
  const { placeholders } = record;
  const expression = compileDetection(key, detection, { issues: new Issues(document), placeholders });
  const context: ExplainContext = { ...record, document };
  const selections = Object.entries(detection).filter(
    ([name]) => name !== 'condition' && !(key === 'filter' && name === 'rules'),
  );
  return {
    title: typeof body.title === 'string' ? body.title : 'without a title',
    file: document.file,
    line: document.lineOf(body.title === undefined ? [] : ['title']),
    conditions: textsOf(detection.condition),
    held: expression !== null && bind(expression, record.readerOf)(record.view),
    selections: selections.map(([name, value]) => explainSelection(value ?? null, [key, name], context)),
  };
}

function textsOf(condition: JsonValue | undefined): readonly string[] {
  const list: readonly unknown[] = Array.isArray(condition) ? condition : [condition];
  return list.map(String);
}
