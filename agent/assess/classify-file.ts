import { type Confidence, DATA_CLASSES, type DataClass, type UnreadPart } from '../model/exposure.js';
import type { DocumentReader } from '../model/ports.js';
import { bestConfidence } from './classify/best-confidence.js';
import { createClassifier } from './classify/classify-document.js';
import type { Detection } from './classify/detection.js';
import { maskValue } from './classify/mask-value.js';
import type { ClassifierSettings } from './classify/settings.js';
import { DEFAULT_LIMITS } from './documents/document.js';
import { readHere } from './documents/document-readers.js';

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
  /** It was read off a picture, and may be another value; missing else. */
  readonly isRecognised?: true;
}

/** What one file holds. `no` only when all of it could be read. */
export interface FileClassification {
  readonly verdict: 'yes' | 'no' | 'unknown';
  readonly classes: readonly ClassCount[];
  readonly items: readonly ClassifiedItem[];
  readonly unread: readonly UnreadPart[];
}

/** Which data classes a text, mail or document holds. `name` helps to tell the kind of file; it appears nowhere. */
export async function classifyFile(
  bytes: Uint8Array,
  name: string,
  settings: ClassifierSettings,
  documents: DocumentReader = readHere(DEFAULT_LIMITS),
): Promise<FileClassification> {
  const { passages, reasons } = await documents.read(bytes, name, null);
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

function toItem(detection: Detection): ClassifiedItem {
  const { class: dataClass, confidence, start, end, value, isRecognised } = detection;
  const item = { class: dataClass, confidence, start, end, masked: maskValue(dataClass, value) };
  return isRecognised === undefined ? item : { ...item, isRecognised };
}
