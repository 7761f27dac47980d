import type { InputIssue } from '../../model/errors.js';
import type { Rule } from '../sigma/rule.js';
import { type RuleTestFile, stemOf } from './read-rule-test.js';

/** Rules and correlations without a test file beside them. */
export function untestedRules(rules: readonly Rule[], tests: readonly RuleTestFile[]): readonly InputIssue[] {
  const tested = new Set(tests.map(({ file }) => stemOf(file)));
  return rules
    .filter((rule) => !tested.has(stemOf(rule.file)))
    .map((rule) => ({
      file: rule.file,
      line: rule.line,
      column: null,
      message: `has no tests; add ${stemOf(rule.file)}.test.yml with hits and misses`,
    }));
}

/** Test files without a rule file beside them. `ruleStems` are the rule files without their endings. */
export function orphanTests(
  ruleStems: ReadonlySet<string>,
  tests: readonly RuleTestFile[],
): readonly InputIssue[] {
  return tests
    .filter(({ file }) => !ruleStems.has(stemOf(file)))
    .map(({ file }) => ({ file, line: null, column: null, message: 'tests a rule file that is not there' }));
}
