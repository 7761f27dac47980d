import type { DataClass } from '../../model/exposure.js';
import type { Detection, PlacedDetection } from './detection.js';

/** Values beside which a well-formed phone number is no chance. */
const SURE: ReadonlySet<DataClass> = new Set(['account-number', 'ssn', 'customer-email', 'card']);

/** A phone number without a word of its own, on one line or row with somebody's surer value: 65 becomes 75. */
export function raiseBeside(found: readonly PlacedDetection[]): readonly PlacedDetection[] {
  const lines = new Set(
    found.flatMap(({ detection }) =>
      SURE.has(detection.class) && detection.confidence >= 75 && detection.role === 'customer'
        ? [lineOf(detection)]
        : [],
    ),
  );
  return found.map((item) => {
    const { detection } = item;
    const isRaised =
      detection.class === 'phone' && detection.confidence === 65 && lines.has(lineOf(detection));
    return isRaised ? { ...item, detection: { ...detection, confidence: 75 } } : item;
  });
}

function lineOf({ place }: Detection): string {
  return `${place.kind} ${place.table} ${place.line}`;
}
