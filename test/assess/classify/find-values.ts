import { createClassifier } from '../../../agent/assess/classify/classify-document.js';
import type { Detection } from '../../../agent/assess/classify/detection.js';
import { type ConfiguredClass, toClassifierSettings } from '../../../agent/assess/classify/settings.js';
import { readText } from '../../../agent/assess/documents/text-document.js';

/** Detections in a text of a tenant whose own domain is `telco.example`. */
export function findDetections(
  text: string,
  configured: readonly ConfiguredClass[] = [],
): readonly Detection[] {
  const classify = createClassifier(toClassifierSettings(configured, ['telco.example']));
  return classify(readText(text).passages).filter((detection) => detection.role === 'customer');
}

/** `class confidence text` for each value, as it stands in the text. */
export function findValues(text: string, configured: readonly ConfiguredClass[] = []): readonly string[] {
  return findDetections(text, configured).map(
    ({ class: dataClass, confidence, start, end }) => `${dataClass} ${confidence} ${text.slice(start, end)}`,
  );
}
