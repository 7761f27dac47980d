import { isJsonObject, type JsonObject } from '../../model/json.js';
import { Issues } from '../sigma/language/issues.js';
import { ACCOUNT_KEYS, type AccountTest, readAccountTest } from './read-account-test.js';
import { refuseUnknown } from './refuse-unknown.js';
import type { YamlDocument } from './yaml-documents.js';

/** One case of a rule's test file: a record for the record rules beside it, or a list of records for the correlations; for behaviours either. */
export interface RuleTestCase {
  readonly kind: 'hit' | 'miss';
  /** Zero-based, within the list it stands in. */
  readonly index: number;
  readonly line: number;
  readonly records: readonly JsonObject[];
  /** Whether it was written as a list of records. */
  readonly isSeries: boolean;
}

/** The cases of the rule, or rules, or behaviours, of the file beside it. */
export interface RuleTestFile {
  readonly file: string;
  readonly cases: readonly RuleTestCase[];
  /** Under what the cases of a behaviour happen; null where the file does not say. */
  readonly account: AccountTest | null;
  readonly tuningLine: number;
}

const KEYS = ['hits', 'misses', ...ACCOUNT_KEYS];

/** Reads a document with `hits` and `misses`, and for behaviours what comes before them. Null when it has errors. */
export function readRuleTest(document: YamlDocument): { test: RuleTestFile | null; issues: Issues } {
  const issues = new Issues(document);
  const body: JsonObject = isJsonObject(document.value) ? document.value : {};
  refuseUnknown(body, KEYS, [], issues);
  const account = readAccountTest(body, issues);
  const cases = [
    ...readCases(document, body, 'hits', issues),
    ...readCases(document, body, 'misses', issues),
  ];
  const test = { file: document.file, cases, account, tuningLine: document.lineOf(['tuning']) };
  return { test: issues.errors.length === 0 ? test : null, issues };
}

function readCases(
  document: YamlDocument,
  body: JsonObject,
  key: 'hits' | 'misses',
  issues: Issues,
): readonly RuleTestCase[] {
  const list = body[key];
  if (!Array.isArray(list) || list.length === 0) {
    issues.error(
      [key],
      `${key} must be a list of records: ${key === 'hits' ? 'what the rule finds' : 'what it nearly finds and must not'}`,
    );
    return [];
  }
  return list.flatMap((given, index): readonly RuleTestCase[] => {
    const isSeries = Array.isArray(given);
    const records: readonly unknown[] = isSeries ? given : [given];
    if (records.length > 0 && records.every(isJsonObject)) {
      const line = document.lineOf([key, index]);
      return [{ kind: key === 'hits' ? 'hit' : 'miss', index, line, records, isSeries }];
    }
    issues.error([key, index], 'a record must be a map, or a list of maps for a correlation or a behaviour');
    return [];
  });
}

/** The rule file that a test file speaks of: the same name without `.test`, whichever way YAML is abbreviated. */
export function stemOf(file: string): string {
  return file.replace(/(?:\.test)?\.ya?ml$/i, '');
}
