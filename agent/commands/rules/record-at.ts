import { type ExportItem, readExport } from '../../m365/exports/read-export.js';
import type { AccessEvent } from '../../model/access-event.js';
import { InputError } from '../../model/errors.js';
import type { JsonValue } from '../../model/json.js';
import type { RawRecord, RejectedRecord } from '../../model/raw-record.js';
import type { StoreReads } from '../../model/store.js';
import { normaliseRecord } from '../../normalise/normalise-record.js';
import { readBytes } from '../../runtime/files.js';

/** One record of a file, at a zero-based position. `record` is null where it has the layout of no log: it can be read by its own names only. */
export interface FileRecord {
  readonly file: string;
  readonly index: number;
  readonly body: JsonValue;
  readonly record: RawRecord | null;
  readonly event: AccessEvent | null;
}

const CONTEXT = { domains: [], ownAppIds: [] };

/** The record at a zero-based position. Raises `InputError` when the file or the position is not there. */
export function recordAt(file: string, index: number): FileRecord {
  let count = 0;
  for (const item of readExport(fileBytes(file))) {
    count += 1;
    if (item.index === index) return toFileRecord(file, item);
  }
  throw refusal(file, `has ${count} records, counted from 0: there is none at ${index}`);
}

/** The record of a stored event. Raises `InputError` when there is no such event, or its record is past its retention. */
export async function recordOf(event: string, reads: StoreReads): Promise<FileRecord> {
  const [known] = await reads.events([event]);
  if (known === undefined)
    throw refusal('--config', `no event of the store has the id "${event}"; incidents show names the ids`);
  const [record] = await reads.records([event]);
  if (record === undefined)
    throw refusal('--config', `the record of ${event} is past store.retentionDays and no longer kept`);
  return { file: 'the store', index: 0, body: record.body, record, event: known };
}

/** Any JSON can be looked at by plain names, whether or not it is the record of a log. */
export function toFileRecord(file: string, item: ExportItem): FileRecord {
  const { index } = item;
  if (!('record' in item)) return { file, index, body: bodyOf(item.rejected), record: null, event: null };
  const result = normaliseRecord(item.record, CONTEXT);
  const event = result.ok ? result.event : null;
  return { file, index, body: item.record.body, record: item.record, event };
}

/** The content of a file that a person named. Raises `InputError` when it cannot be read. */
export function fileBytes(file: string): Uint8Array {
  try {
    return readBytes(file);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unreadable';
    throw refusal(file, `cannot be read (${code}); name a file with records`);
  }
}

function bodyOf({ bytes }: RejectedRecord): JsonValue {
  if (bytes === null) return null;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue;
  } catch {
    return null;
  }
}

function refusal(file: string, message: string): InputError {
  return new InputError([{ file, line: null, column: null, message }]);
}
