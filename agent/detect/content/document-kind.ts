import { isJsonObject } from '../../model/json.js';

/** What a document of a rule directory is. `other`: nothing that we know, and nothing that looks like a rule. */
export type DocumentKind =
  | 'rule'
  | 'correlation'
  | 'filter'
  | 'mapping'
  | 'tuning'
  | 'placeholders'
  | 'notice'
  | 'behaviour'
  | 'rule-test'
  | 'broken-rule'
  | 'other';

/** Told by the content alone, the rule tests apart: they are told by their name. */
export function documentKind(file: string, value: unknown): DocumentKind {
  if (!isJsonObject(value)) return 'other';
  // A map of ours beside a detection is a mistake to be named; a text may be another tool's attribute.
  if (isJsonObject(value.behaviour)) return 'behaviour';
  if (value.detection !== undefined) return 'rule';
  if (value.correlation !== undefined) return 'correlation';
  if (value.filter !== undefined) return 'filter';
  if (value.mapping !== undefined) return 'mapping';
  // The tests of a behaviour may bring tuning of their own.
  if (value.hits !== undefined || value.misses !== undefined) return 'rule-test';
  if (value.tuning !== undefined) return 'tuning';
  if (value.placeholders !== undefined) return 'placeholders';
  if (value.notice !== undefined) return 'notice';
  if (value.behaviour !== undefined) return 'behaviour';
  if (isRuleTestFile(file)) return 'rule-test';
  return value.logsource !== undefined || (value.title !== undefined && value.level !== undefined)
    ? 'broken-rule'
    : 'other';
}

/** Whether a file is named as the tests of a rule: `<name>.test.yml` beside `<name>.yml`. */
export function isRuleTestFile(file: string): boolean {
  return /\.test\.ya?ml$/i.test(file);
}
