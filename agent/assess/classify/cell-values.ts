import type { DataClass } from '../../model/exposure.js';
import type { Passage } from '../documents/document.js';
import type { Candidate } from './detection.js';
import { repairLabels, type ScanTools } from './scan.js';
import type { LabelKind } from './vocabulary.js';

/** Columns whose heading alone says what every cell of them is. */
const BY_HEADING: Partial<Record<LabelKind, DataClass>> = {
  name: 'name',
  customer: 'name',
  address: 'postal-address',
  plan: 'plan',
  billing: 'billing',
};

/** Names, addresses, plans and bills of a table, known by their column's heading. */
export function findCellValues(passage: Passage, tools: ScanTools): readonly Candidate[] {
  return passage.origins.flatMap((origin): readonly Candidate[] => {
    const heading = passage.headings[origin.column];
    const label = heading === undefined ? undefined : tools.finder(repairLabels(heading, tools).text).at(-1);
    const dataClass = label === undefined ? undefined : BY_HEADING[label.kind];
    const raw = passage.text.slice(origin.start, origin.start + origin.length);
    const value = raw.trim().toLowerCase();
    if (dataClass === undefined || !isPlausible(dataClass, value)) return [];
    const start = origin.start + raw.length - raw.trimStart().length;
    return [{ class: dataClass, confidence: 75, start, end: start + value.length, value }];
  });
}

function isPlausible(dataClass: DataClass, value: string): boolean {
  if (value.length < 2 || value.length > 200) return false;
  if (dataClass === 'billing') return /\d/.test(value);
  return dataClass === 'name' ? /^[\p{L} .,'’-]+$/u.test(value) : /[\p{L}\d]/u.test(value);
}
