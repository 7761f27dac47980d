import type { DataClass } from '../../model/exposure.js';
import type { Detection } from './detection.js';

/** A misread digit breaks their check digits, so that what holds was read well. */
const CHECKED: ReadonlySet<DataClass> = new Set(['card']);

/**
 * A value that was read off a picture is one step less sure: one digit may be another. So what has its own word beside it counts still,
 * and what has not is shown only.
 */
export function lowerRecognised(detection: Detection): Detection {
  if (detection.isRecognised === undefined) return detection;
  const { class: dataClass, confidence } = detection;
  if (confidence === 85) return { ...detection, confidence: 75 };
  return CHECKED.has(dataClass) ? detection : { ...detection, confidence: 65 };
}
