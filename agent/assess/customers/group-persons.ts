import type { Detection } from '../classify/detection.js';
import { isEvidence } from './identity.js';
import { Profile } from './profile.js';

/** Values that stand together and speak of one person. */
export type PersonRecord = readonly Detection[];

/**
 * Groups the values of one message: a row of a table is one person; running text is cut into paragraphs, lines or
 * single values only as far as values contradict each other; a message without a contradiction is one person.
 * @param documents the detections of the body and of each attachment, sorted by position
 */
export function groupPersons(documents: readonly (readonly Detection[])[]): readonly PersonRecord[] {
  const evidence = documents.map((detections) => detections.filter(isEvidence));
  const whole = evidence.flat();
  if (whole.length === 0) return [];
  if (rowsOf(evidence) <= 1 && !Profile.of(whole).isContradictory) return [whole];
  return evidence.flatMap(groupDocument);
}

/** Rows of tables that hold anything, up to two: a second row is a second person. */
function rowsOf(documents: readonly (readonly Detection[])[]): number {
  const rows = new Set<string>();
  documents.forEach((detections, document) => {
    for (const { place } of detections)
      if (place.kind === 'row') rows.add(`${document} ${place.table} ${place.line}`);
  });
  return rows.size;
}

function groupDocument(detections: readonly Detection[]): readonly PersonRecord[] {
  const parts = groupBy(detections, ({ place }) =>
    place.kind === 'row' ? `row ${place.table} ${place.line}` : `text ${place.table}`,
  );
  return parts.flatMap((part) => (part[0]?.place.kind === 'row' ? [part] : splitText(part, 0)));
}

/** From coarse to fine; the last one takes each value by itself. */
const UNITS: readonly ((detection: Detection) => string)[] = [
  ({ place }) => `${place.paragraph}`,
  ({ place }) => `${place.line}`,
  ({ start }) => `${start}`,
];

function splitText(detections: readonly Detection[], level: number): readonly PersonRecord[] {
  const unitOf = UNITS[level];
  if (unitOf === undefined || !Profile.of(detections).isContradictory) return [detections];
  const records: PersonRecord[] = [];
  let current: Detection[] = [];
  let profile = new Profile();
  const flush = (): void => {
    if (current.length > 0) records.push(current);
    current = [];
    profile = new Profile();
  };
  for (const unit of groupBy(detections, unitOf)) {
    const parts = splitText(unit, level + 1);
    if (parts.length > 1) {
      flush();
      records.push(...parts);
      continue;
    }
    if (beginsAnew(current, unit, level) || profile.with(unit).isContradictory) flush();
    profile = profile.with(unit);
    current.push(...unit);
  }
  flush();
  return records;
}

/** Among single values the class that came first sets the rhythm: when it comes again, the next person begins. */
function beginsAnew(current: PersonRecord, next: PersonRecord, level: number): boolean {
  const [first] = current;
  if (level < UNITS.length - 1 || first === undefined) return false;
  return next.some((item) => item.class === first.class && item.value !== first.value);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
