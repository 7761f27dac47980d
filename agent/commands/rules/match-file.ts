import { correlate } from '../../detect/correlation/correlate.js';
import type { Sighting } from '../../detect/correlation/correlation.js';
import type { RuleHit, RuleSet } from '../../detect/sigma/rule-set.js';
import { type ExportItem, readExport } from '../../m365/exports/read-export.js';
import { InputError } from '../../model/errors.js';
import type { JsonValue } from '../../model/json.js';
import { toMs } from '../../model/time.js';
import { normaliseRecord } from '../../normalise/normalise-record.js';
import { readBytes } from '../../runtime/files.js';
import { recordTime } from './record-time.js';

/** One rule that matched one record; `record` is zero-based in the file as read. */
export interface FileMatch {
  readonly rule: string;
  readonly file: string;
  readonly record: number;
}

const CONTEXT = { domains: [], ownAppIds: [] };

/**
 * The matches of files, record by record, then those of correlations over all of them by time, each at the record that
 * completed it. `tell` hears what fell short. Raises `InputError` when a file cannot be read.
 */
export function* matchFiles(
  files: readonly string[],
  rules: RuleSet,
  isPlain: boolean,
  tell: (message: string) => void,
): Generator<FileMatch> {
  const { correlations } = rules;
  const sightings = new FileSightings();
  for (const [at, file] of files.entries()) {
    for (const item of readExport(bytesOf(file))) {
      for (const hit of isPlain ? rules.matchPlain(bodyOf(item)) : mapped(item, rules)) {
        sightings.add(hit, at, item);
        if (!correlations.silent.has(hit.rule)) yield { rule: hit.rule, file, record: item.index };
      }
    }
  }
  if (sightings.untimed > 0) tell(describeUntimed(sightings.untimed));
  for (const { correlation, record } of correlate(correlations, sightings.all)) {
    const place = sightings.placeOf(record);
    yield { rule: correlation, file: files[place.file] ?? '', record: place.record };
  }
}

function describeUntimed(count: number): string {
  const [matches, records] = count === 1 ? ['match', 'its record holds'] : ['matches', 'their records hold'];
  return `${count} ${matches} took no part in correlations: ${records} no time that is known`;
}

interface Place {
  readonly file: number;
  readonly record: number;
}

/** The matches that correlations read. Records of one time keep the order of the files. */
class FileSightings {
  readonly all: Sighting[] = [];
  untimed = 0;
  readonly #places = new Map<string, Place>();
  /** By key of a provider's record, which may stand in several exports: it is one record. */
  readonly #names = new Map<string, string>();

  add({ rule, values }: RuleHit, file: number, item: ExportItem): void {
    if (values === undefined) return;
    const at = timeOf(item);
    if (at === null) {
      this.untimed += 1;
      return;
    }
    const own = [file, item.index].map((part) => String(part).padStart(12, '0')).join(':');
    const record = 'record' in item ? (this.#names.get(item.record.key) ?? own) : own;
    if ('record' in item) this.#names.set(item.record.key, record);
    if (!this.#places.has(record)) this.#places.set(record, { file, record: item.index });
    this.all.push({ rule, record, at, values });
  }

  placeOf(record: string): Place {
    return this.#places.get(record) ?? { file: 0, record: 0 };
  }
}

function timeOf(item: ExportItem): number | null {
  if ('record' in item && item.record.occurredAt !== null) return toMs(item.record.occurredAt);
  return recordTime(bodyOf(item));
}

function mapped(item: ExportItem, rules: RuleSet): readonly RuleHit[] {
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
