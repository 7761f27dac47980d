import { judgeAll } from '../../detect/correlation/correlate.js';
import type { Correlation } from '../../detect/correlation/correlation.js';
import { explainWindow } from '../../detect/loop/explain-window.js';
import type { RuleHit, RuleSet } from '../../detect/sigma/rule-set.js';
import { readExport } from '../../m365/exports/read-export.js';
import { absenceOf, type CorrelationWindows, type FoundWindows } from './correlation-windows.js';
import { FileSightings } from './file-sightings.js';
import { hitsOf } from './match-file.js';
import { type FileRecord, fileBytes, toFileRecord } from './record-at.js';

/** The windows of a record among all records of its file. */
export function windowsInFile(
  { file, index: wanted }: FileRecord,
  correlations: readonly Correlation[],
  rules: RuleSet,
  isPlain: boolean,
): FoundWindows {
  const sightings = new FileSightings();
  let record: string | null = null;
  let hits: readonly RuleHit[] = [];
  for (const item of readExport(fileBytes(file))) {
    const found = toFileRecord(file, item);
    const own = hitsOf(found, rules, isPlain);
    const names = own.map((hit) => sightings.add(hit, 0, found));
    if (found.index !== wanted) continue;
    hits = own;
    record = names.find((name) => name !== null) ?? null;
  }
  const judged = judgeAll(rules.correlations, sightings.all);
  const isUntimed = record === null && hits.some(({ values }) => values !== undefined);
  const windows = correlations.map((correlation): CorrelationWindows => {
    const groups = judged.flatMap(({ correlation: { rule }, key, sightings: group }) => {
      if (record === null || rule.id !== correlation.rule.id) return [];
      const window = explainWindow(correlation, group, record);
      return window === null ? [] : [{ group: JSON.parse(key) as readonly string[], window }];
    });
    const reason = isUntimed ? 'the record holds no time that is known' : absenceOf(correlation, hits);
    return { correlation, groups, reason: groups.length > 0 ? null : reason };
  });
  return { record: record ?? '', nameOf: (name) => `record ${sightings.placeOf(name).record}`, windows };
}
