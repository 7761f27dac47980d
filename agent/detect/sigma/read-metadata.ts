import { deriveId } from '../../model/ids.js';
import type { JsonObject } from '../../model/json.js';
import { nearestName } from '../../model/nearest-name.js';
import type { YamlDocument } from '../content/yaml-documents.js';
import type { Issues } from './language/issues.js';
import { ATTRIBUTE_KEYS, readAttributes } from './read-attributes.js';
import { readOurs } from './read-ours.js';
import type { LogSource, Rule } from './rule.js';

const KNOWN_KEYS = [
  'title',
  'id',
  'related',
  'name',
  'taxonomy',
  ...ATTRIBUTE_KEYS,
  'logsource',
  'detection',
  'correlation',
  'generate',
  'fields',
  'falsepositives',
  'runbook',
  'level',
  'tags',
  'scope',
  'mailwarden',
];

/** Reads what a rule says of itself. Null when it has no usable title. */
export function readMetadata(
  document: YamlDocument,
  body: JsonObject,
  logSource: LogSource | null,
  issues: Issues,
): Rule | null {
  warnOfMisspelling(body, issues);
  const { title, level: stated, tags, id, ...attributes } = readAttributes(body, issues);
  if (body.id === undefined)
    issues.warn([], 'the rule has no id; one was derived from its title; add a UUID as "id"');
  if (title === null) return null;
  const level = stated ?? 'medium';
  return {
    ...attributes,
    id: id ?? deriveId('rule', title),
    title,
    level,
    ...readOurs(body.mailwarden, { title, level, tags, logSource }, issues),
    file: document.file,
    line: document.lineOf(body.title === undefined ? [] : ['title']),
  };
}

/** Sigma allows attributes of one's own, so a name that is nearly a known one is only doubted. */
function warnOfMisspelling(body: JsonObject, issues: Issues): void {
  for (const key of Object.keys(body)) {
    if (KNOWN_KEYS.includes(key) || key.length > 16) continue;
    const near = nearestName(key, KNOWN_KEYS);
    if (near !== null)
      issues.warn([key], `"${key}" is not an attribute of Sigma; did you mean "${near}"?`, 'key');
  }
}
