import type { Confidence } from '../../model/exposure.js';
import type { Label, LabelFinder } from './labels.js';
import { LabelMap } from './labels.js';
import { maskSpans } from './mask-spans.js';
import type { ClassifierSettings } from './settings.js';
import type { LabelKind } from './vocabulary.js';

/** One passage as the detectors see it. */
export interface Scan {
  readonly text: string;
  /** The text with everything that only looks like a value (URLs, GUIDs, dates, addresses) blotted out. */
  readonly digits: string;
  readonly labels: LabelMap;
  readonly settings: ClassifierSettings;
}

/** Prepares a passage for the detectors. */
export function createScan(original: string, settings: ClassifierSettings, finder: LabelFinder): Scan {
  // Mail programs write blanks that must not break as other characters; one for one, so that positions stay true.
  const text = original.replace(/[\u00a0\u2007\u202f]/g, ' ');
  const digits = maskSpans(text);
  // A word inside an address of a page or of a mail (`@mail.example`) labels nothing.
  const labels: readonly Label[] = finder(digits);
  return { text, digits, labels: new LabelMap(text, labels), settings };
}

/** 85 with the kind's own word beside it, 75 with one within 300 units, else 65. */
export function confidenceOf(
  scan: Scan,
  kinds: ReadonlySet<LabelKind>,
  start: number,
  end: number,
): Confidence {
  const before = scan.labels.before(start);
  const after = scan.labels.after(end);
  if (before !== null && kinds.has(before.kind)) return 85;
  const isFree = before === null || PERSONS.has(before.kind);
  if (isFree && after !== null && kinds.has(after.kind)) return 85;
  return scan.labels.hasNear(kinds, start, end) ? 75 : 65;
}

/** Words for a person claim no value: what follows the value may still say what it is. */
const PERSONS: ReadonlySet<LabelKind> = new Set(['customer', 'name']);
