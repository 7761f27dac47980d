import { type Confidence, DATA_CLASSES, type DataClass, type UnreadPart } from '../model/exposure.js';
import { bestConfidence } from './classify/best-confidence.js';
import { createClassifier } from './classify/classify-document.js';
import type { Detection } from './classify/detection.js';
import { maskValue } from './classify/mask-value.js';
import type { ClassifierSettings } from './classify/settings.js';
import { DEFAULT_LIMITS, type DocumentLimits } from './documents/document.js';
import { readDocument } from './documents/read-document.js';

export interface ClassCount {
  readonly class: DataClass;
  /** The best of its items. */
  readonly confidence: Confidence;
  readonly count: number;
}

export interface ClassifiedItem {
  readonly class: DataClass;
  readonly confidence: Confidence;
  /** UTF-16 units of the decoded text; end exclusive. A workbook's text is its cells, a mail's its parts, one after the other. */
  readonly start: number;
  readonly end: number;
  readonly masked: string;
}

/** What one file holds. `no` only when all of it could be read. */
export interface FileClassification {
  readonly verdict: 'yes' | 'no' | 'unknown';
  readonly classes: readonly ClassCount[];
  readonly items: readonly ClassifiedItem[];
  readonly unread: readonly UnreadPart[];
}

/** Which data classes a text, mail or document holds. `name` helps to tell the kind of file; it appears nowhere. */
export function classifyFile(
  bytes: Uint8Array,
  name: string,
  settings: ClassifierSettings,
  limits: DocumentLimits = DEFAULT_LIMITS,
): FileClassification {
  const { passages, reasons } = readDocument(bytes, name, null, limits);
  const found = createClassifier(settings)(passages).filter((detection) => detection.role === 'customer');
  return {
    verdict: found.length > 0 ? 'yes' : reasons.length > 0 ? 'unknown' : 'no',
    classes: countClasses(found),
    items: found.map(toItem),
    unread: reasons.map((reason) => ({ part: 'file', reason })),
  };
}

function countClasses(found: readonly Detection[]): readonly ClassCount[] {
  return DATA_CLASSES.flatMap((dataClass) => {
    const own = found.filter((detection) => detection.class === dataClass);
    if (own.length === 0) return [];
    return [{ class: dataClass, confidence: bestConfidence(own), count: own.length }];
  });
}

function toItem({ class: dataClass, confidence, start, end, value }: Detection): ClassifiedItem {
  return { class: dataClass, confidence, start, end, masked: maskValue(dataClass, value) };
}
