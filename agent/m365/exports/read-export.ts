import { sha256 } from '../../model/ids.js';
import { isNestedWithin, type JsonValue } from '../../model/json.js';
import type { RawRecord, RejectedRecord } from '../../model/raw-record.js';
import { decodeText } from './decode-text.js';
import { describeStranger } from './describe-stranger.js';
import { toRawRecord } from './raw-record.js';
import { csvDelimiter, readCsv } from './read-csv.js';
import { shapeOf } from './shape-of.js';
import { type JsonPiece, splitJson } from './split-json.js';
import { unpackBytes } from './unpack-bytes.js';
import { type Leaf, unwrap } from './unwrap.js';

export { toRawRecord } from './raw-record.js';

/** `index` is the zero-based position of the record in the file as read; what cannot be read keeps its place. */
export type ExportItem =
  | { readonly index: number; readonly record: RawRecord }
  | { readonly index: number; readonly rejected: RejectedRecord };

const SOURCE = 'export';

const MAX_NESTING = 100;
const TOO_DEEP = `expected a record nested at most ${MAX_NESTING} levels deep`;

/**
 * The records of an exported log, told apart by content: gzip or not, any Unicode encoding, JSON in every layout and CSV, with the
 * envelopes of Graph, Event Hubs, Log Analytics, Purview, Splunk, Cribl and Elastic. Never throws on content: what is broken or
 * no access record is given as rejected, with its reason, and the rest goes on.
 */
export function* readExport(bytes: Uint8Array): Generator<ExportItem> {
  const unpacked = unpackBytes(bytes);
  let index = 0;
  for (const leaf of leavesOf(decodeText(unpacked.bytes))) {
    yield toItem(index, leaf);
    index += 1;
  }
  if (unpacked.fault !== null) yield { index, rejected: reject(unpacked.fault, bytes.subarray(0, 64)) };
}

/** A leaf, or a piece of text that is none. */
type Found = Leaf | { readonly broken: string; readonly reason: string };

function* leavesOf(text: string): Generator<Found> {
  const start = text.trimStart();
  if (start === '') return;
  if (start.startsWith('{') || start.startsWith('[')) {
    yield* fromPieces(splitJson(text));
    return;
  }
  // PowerShell puts the type of the exported objects before the header.
  const table = start.startsWith('#TYPE') ? start.slice(start.indexOf('\n') + 1) : start;
  const delimiter = csvDelimiter(table);
  if (delimiter !== null) yield* fromRows(table, delimiter);
  else yield* fromUnknown(text);
}

function* fromPieces(pieces: Iterable<JsonPiece>): Generator<Found> {
  for (const piece of pieces) {
    if ('value' in piece) yield* unpackValue(piece.value);
    else yield piece;
  }
}

function* fromRows(text: string, delimiter: string): Generator<Found> {
  for (const row of readCsv(text, delimiter)) {
    if ('row' in row) yield* unpackValue(row.row);
    else yield row;
  }
}

/** Neither JSON nor a known table at its beginning: lines of JSON among others are still read, all else is one rejection. */
function* fromUnknown(text: string): Generator<Found> {
  const pieces = [...splitJson(text)];
  if (pieces.some((piece) => 'value' in piece && typeof piece.value === 'object')) yield* fromPieces(pieces);
  else yield { broken: text.slice(0, 4_096), reason: 'expected JSON, or CSV with the columns of a log' };
}

function unpackValue(value: JsonValue): Iterable<Leaf> {
  return unwrap(value, (object) => shapeOf(object) !== null);
}

function toItem(index: number, found: Found): ExportItem {
  if ('broken' in found) return { index, rejected: reject(found.reason, Buffer.from(found.broken)) };
  if ('reason' in found) return { index, rejected: reject(found.reason, null, index) };
  const object = 'object' in found ? found.object : found.stranger;
  if (!isNestedWithin(object, MAX_NESTING)) return { index, rejected: reject(TOO_DEEP, null, index) };
  const record = 'object' in found ? toRawRecord(found.object, null) : null;
  if (record !== null) return { index, record };
  const reason =
    'stranger' in found ? (found.fault ?? describeStranger(found.inner)) : describeStranger(object);
  return { index, rejected: reject(reason, Buffer.from(JSON.stringify(object))) };
}

/** Known by its bytes; without any, by its place. */
function reject(reason: string, bytes: Uint8Array | null, index = 0): RejectedRecord {
  const key = `${SOURCE}:#${sha256(bytes ?? `${index}:${reason}`).slice(0, 32)}`;
  return { key, source: SOURCE, reason, record: null, bytes };
}
