import type { RuleSet } from '../../detect/sigma/rule-set.js';
import { type ExportItem, readExport } from '../../m365/exports/read-export.js';
import { InputError } from '../../model/errors.js';
import type { JsonValue } from '../../model/json.js';
import { normaliseRecord } from '../../normalise/normalise-record.js';
import { readBytes } from '../../runtime/files.js';

/** One rule that matched one record; `record` is zero-based in the file as read. */
export interface FileMatch {
  readonly rule: string;
  readonly file: string;
  readonly record: number;
}

const CONTEXT = { domains: [], ownAppIds: [] };

/** The matches of a file, record by record. Raises `InputError` when it cannot be read. */
export function* matchFile(file: string, rules: RuleSet, isPlain: boolean): Generator<FileMatch> {
  for (const item of readExport(bytesOf(file))) {
    const hits = isPlain ? rules.matchPlain(bodyOf(item)) : mapped(item, rules);
    for (const { rule } of hits) yield { rule, file, record: item.index };
  }
}

function mapped(item: ExportItem, rules: RuleSet): ReturnType<RuleSet['match']> {
  if (!('record' in item)) return [];
  const result = normaliseRecord(item.record, CONTEXT);
  return rules.match(item.record, result.ok ? result.event : null);
}

/** Any JSON can be matched by plain names, whether or not it is the record of a log. */
function bodyOf(item: ExportItem): JsonValue {
  if ('record' in item) return item.record.body;
  if (item.rejected.bytes === null) return null;
  try {
    return JSON.parse(Buffer.from(item.rejected.bytes).toString('utf8')) as JsonValue;
  } catch {
    return null;
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readBytes(file);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unreadable';
    throw new InputError([{ file, line: null, column: null, message: `cannot be read (${code})` }]);
  }
}
