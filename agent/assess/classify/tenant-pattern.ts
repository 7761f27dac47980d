import { RE2JS } from 're2js';
import type { DataClass } from '../../model/exposure.js';
import { LABEL_OF } from './class-labels.js';
import type { Candidate } from './detection.js';
import { confidenceOf, type Scan } from './scan.js';
import type { ClassifierSettings } from './settings.js';

/**
 * Finders for the patterns that a tenant adds to classes other than the account number. A pattern that comes with
 * context words needs one near it; without them it is taken at its word (75, and 85 with a label beside it).
 */
export function createPatternFinders(
  settings: ClassifierSettings,
): readonly ((scan: Scan) => readonly Candidate[])[] {
  return (Object.keys(settings.classes) as DataClass[]).flatMap((dataClass) => {
    const own = settings.classes[dataClass];
    if (own?.pattern === undefined || dataClass === 'account-number') return [];
    const compiled = RE2JS.compile(own.pattern);
    const needsContext = (own.context ?? []).length > 0;
    return [(scan: Scan) => findOwn(scan, dataClass, compiled, needsContext)];
  });
}

function findOwn(
  scan: Scan,
  dataClass: DataClass,
  compiled: RE2JS,
  needsContext: boolean,
): readonly Candidate[] {
  const found: Candidate[] = [];
  const matcher = compiled.matcher(scan.text);
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (end === start) continue;
    const confidence = confidenceOf(scan, new Set([LABEL_OF[dataClass]]), start, end);
    if (confidence === 65 && needsContext) continue;
    const value = scan.text.slice(start, end).replace(/\s+/g, ' ').toLowerCase();
    found.push({ class: dataClass, confidence: confidence === 65 ? 75 : confidence, start, end, value });
  }
  return found;
}
