import { parseYamlDocuments, type YamlDocument } from '../../detect/content/yaml-documents.js';
import { applies } from '../../detect/sigma/apply-filters.js';
import { bind } from '../../detect/sigma/bind.js';
import { RecordView } from '../../detect/sigma/fields/record-view.js';
import {
  type FieldReader,
  mappedReader,
  plainReader,
  type Taxonomy,
} from '../../detect/sigma/fields/taxonomy.js';
import type { RuleFilter } from '../../detect/sigma/read-filter.js';
import { describeLogSource, isMeant } from '../../detect/sigma/read-log-source.js';
import type { CompiledRule, Rule } from '../../detect/sigma/rule.js';
import { InputError } from '../../model/errors.js';
import { isJsonObject } from '../../model/json.js';
import { readText } from '../../runtime/files.js';
import type { FileRecord } from './record-at.js';

/** A record as one mapping reads it; `mapping` is null for its own names. */
export interface MappedView {
  readonly mapping: string | null;
  readonly view: RecordView;
  readonly readerOf: (field: string) => FieldReader;
}

/** The document that a rule or a correlation was read from, with the place of each value. */
export function ruleDocument(
  { rule }: { readonly rule: Rule },
  key: 'detection' | 'correlation' = 'detection',
): YamlDocument {
  const { documents } = parseYamlDocuments(rule.file, readText(rule.file));
  const found = documents.find(
    (one) => isJsonObject(one.value) && one.value[key] !== undefined && one.lineOf(['title']) === rule.line,
  );
  if (found !== undefined) return found;
  throw refusal(rule.file, 'changed while it was read; try again');
}

/** The exceptions that apply to a rule. */
export function filtersOf(compiled: CompiledRule, filters: readonly RuleFilter[]): readonly RuleFilter[] {
  return filters.filter((filter) => applies(filter, compiled));
}

/** Every way in which the rule reads the record, at least one. Raises `InputError` when it never sees such a record. */
export function viewsOf(
  { file, body, record, event }: FileRecord,
  { logSource }: CompiledRule,
  taxonomies: readonly Taxonomy[],
  map: string | null,
): readonly [MappedView, ...MappedView[]] {
  const plain = new RecordView(body, null, 'plain');
  if (map === 'none') return [{ mapping: null, view: plain, readerOf: plainReader }];
  if (record === null) throw refusal(file, 'holds no record of a known log there; try --map none');
  const view = new RecordView(record.body, event, 'mapped');
  const [first, ...others] = taxonomies
    .filter(({ name }) => map === null || name === map)
    .filter(({ shapes, logSources, when }) => {
      const isCovered = shapes.includes(record.shape) && logSources.some((log) => isMeant(logSource, log));
      return isCovered && (when === null || bind(when, plainReader)(view));
    })
    .map((taxonomy) => ({
      mapping: taxonomy.name,
      view,
      readerOf: (field: string): FieldReader => mappedReader(taxonomy, field),
    }));
  if (first !== undefined) return [first, ...others];
  const message = `is never shown to the rule: no mapping of its log source (${describeLogSource(logSource)}) reads a record of the layout ${record.shape}; --map none compares all the same`;
  throw refusal(file, message);
}

function refusal(file: string, message: string): InputError {
  return new InputError([{ file, line: null, column: null, message }]);
}
