import { RecordView } from '../../detect/sigma/fields/record-view.js';
import { plainReader } from '../../detect/sigma/fields/taxonomy.js';
import type { JsonValue } from '../../model/json.js';
import { parseInstant, toMs } from '../../model/time.js';

/** Where logs of all kinds keep the time of an event, the surest first; without case. */
const NAMES = [
  '@timestamp',
  'timestamp',
  'UtcTime',
  'EventTime',
  'TimeGenerated',
  'CreationTime',
  'CreationDate',
  'createdDateTime',
  'activityDateTime',
  'TimeCreated',
  'SystemTime',
  '@SystemTime',
  '_time',
  'time',
  'ts',
  'datetime',
  'date',
];
const READERS = NAMES.map((name) => plainReader(name));

/** Larger numbers count milliseconds: as seconds they would lie beyond the year 5000. */
const MAX_SECONDS = 1e11;

/** When a record of any log happened, in milliseconds since the epoch; null when it holds no time that is known. */
export function recordTime(body: JsonValue): number | null {
  const view = new RecordView(body, null, 'plain');
  for (const read of READERS) {
    for (const { text } of read(view).values) {
      const at = parseTime(text);
      if (at !== null) return at;
    }
  }
  return null;
}

function parseTime(text: string): number | null {
  const instant = parseInstant(text);
  if (instant !== null) return toMs(instant);
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!(number >= 0)) return null;
  return number < MAX_SECONDS ? number * 1_000 : number;
}
