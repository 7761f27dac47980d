import type { Confidence } from '../../model/exposure.js';
import type { PlacedDetection } from './detection.js';

/** So many rows with one class in one column are no chance. */
const ENOUGH_ROWS = 5;

/** A class that fills a column of a table is meant by it, even without a heading: 65 becomes 75. */
export function raiseRepeated(found: readonly PlacedDetection[]): readonly PlacedDetection[] {
  const counts = new Map<string, number>();
  for (const item of found) {
    const key = keyOf(item);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return found.map((item) => {
    const key = keyOf(item);
    const isRaised =
      item.detection.confidence === 65 && key !== null && (counts.get(key) ?? 0) >= ENOUGH_ROWS;
    return isRaised
      ? { ...item, detection: { ...item.detection, confidence: 75 satisfies Confidence } }
      : item;
  });
}

function keyOf({ detection, column }: PlacedDetection): string | null {
  return detection.place.kind === 'row' ? `${detection.place.table}:${column}:${detection.class}` : null;
}
