import { join } from 'node:path';
import type { JsonValue } from '../model/json.js';
import { type MeasuredQuality, parseMeasuredQuality } from '../model/measured-quality.js';
import { fileExists, readText } from '../runtime/files.js';
import { builtInRules } from './product.js';

/**
 * What the bench of the classifiers measured for this version (`rules/measured/classification.json`). Null when it is
 * not there or cannot be read: reports then say "not measured".
 */
export function measuredQuality(): MeasuredQuality | null {
  const file = join(builtInRules(), 'measured', 'classification.json');
  if (!fileExists(file)) return null;
  try {
    return parseMeasuredQuality(JSON.parse(readText(file)) as JsonValue);
  } catch {
    return null;
  }
}
