import type { Confidence } from '../../model/exposure.js';

const LEVELS = [85, 75] as const satisfies readonly Confidence[];

/** The highest confidence among values; 65 for none. */
export function bestConfidence(values: readonly { readonly confidence: Confidence }[]): Confidence {
  return LEVELS.find((level) => values.some(({ confidence }) => confidence === level)) ?? 65;
}
