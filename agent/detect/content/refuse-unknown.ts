import type { JsonObject } from '../../model/json.js';
import { nearestName } from '../../model/nearest-name.js';
import type { Issues } from '../sigma/language/issues.js';
import type { YamlPath } from './yaml-documents.js';

/** Reports every key of a map that is not among the known ones, with the nearest of these. */
export function refuseUnknown(map: JsonObject, known: readonly string[], at: YamlPath, issues: Issues): void {
  for (const key of Object.keys(map)) {
    if (known.includes(key)) continue;
    const near = nearestName(key, known);
    const hint = near === null ? `expected one of: ${known.join(', ')}` : `did you mean "${near}"?`;
    issues.error([...at, key], `"${[...at, key].join('.')}" is not known; ${hint}`, 'key');
  }
}
