import { correlate } from '../../detect/correlation/correlate.js';
import type { RuleHit, RuleSet } from '../../detect/sigma/rule-set.js';
import { readExport } from '../../m365/exports/read-export.js';
import { FileSightings } from './file-sightings.js';
import { type FileRecord, fileBytes, toFileRecord } from './record-at.js';

/** One rule that matched one record; `record` is zero-based in the file as read. */
export interface FileMatch {
  readonly rule: string;
  readonly file: string;
  readonly record: number;
}

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
    for (const item of readExport(fileBytes(file))) {
      const record = toFileRecord(file, item);
      for (const hit of hitsOf(record, rules, isPlain)) {
        sightings.add(hit, at, record);
        if (!correlations.silent.has(hit.rule)) yield { rule: hit.rule, file, record: record.index };
      }
    }
  }
  if (sightings.untimed > 0) tell(describeUntimed(sightings.untimed));
  for (const { correlation, record } of correlate(correlations, sightings.all)) {
    const place = sightings.placeOf(record);
    yield { rule: correlation, file: files[place.file] ?? '', record: place.record };
  }
}

/** The rules that match a record of a file: through the mappings, or by its own names. */
export function hitsOf(
  { body, record, event }: FileRecord,
  rules: RuleSet,
  isPlain: boolean,
): readonly RuleHit[] {
  if (isPlain) return rules.matchPlain(body);
  return record === null ? [] : rules.match(record, event);
}

function describeUntimed(count: number): string {
  const [matches, records] = count === 1 ? ['match', 'its record holds'] : ['matches', 'their records hold'];
  return `${count} ${matches} took no part in correlations: ${records} no time that is known`;
}
