import { readExport } from '../../m365/exports/read-export.js';
import type { AccessEvent } from '../../model/access-event.js';
import { InputError } from '../../model/errors.js';
import type { JsonValue } from '../../model/json.js';
import type { RawRecord, RejectedRecord } from '../../model/raw-record.js';
import { normaliseRecord } from '../../normalise/normalise-record.js';
import { readBytes } from '../../runtime/files.js';

/** One record of a file. `record` is null where it has the layout of no log: it can be read by its own names only. */
export interface FileRecord {
  readonly file: string;
  readonly body: JsonValue;
  readonly record: RawRecord | null;
  readonly event: AccessEvent | null;
}

const CONTEXT = { domains: [], ownAppIds: [] };

/** The record at a zero-based position. Raises `InputError` when the file or the position is not there. */
export function recordAt(file: string, index: number): FileRecord {
  let count = 0;
  for (const item of readExport(bytesOf(file))) {
    count += 1;
    if (item.index !== index) continue;
    if (!('record' in item)) return { file, body: bodyOf(item.rejected), record: null, event: null };
    const result = normaliseRecord(item.record, CONTEXT);
    return { file, body: item.record.body, record: item.record, event: result.ok ? result.event : null };
  }
  throw refusal(file, `has ${count} records, counted from 0: there is none at ${index}`);
}

function bodyOf({ bytes }: RejectedRecord): JsonValue {
  if (bytes === null) return null;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue;
  } catch {
    return null;
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readBytes(file);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unreadable';
    throw refusal(file, `cannot be read (${code}); name a file with records`);
  }
}

function refusal(file: string, message: string): InputError {
  return new InputError([{ file, line: null, column: null, message }]);
}
