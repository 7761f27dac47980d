import type { InputIssue } from '../../model/errors.js';
import type { Behaviour } from '../behaviour/declaration/behaviour.js';
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

/** Test files beside a file of behaviours alone: nobody would run them. */
export function testsOfBehaviours(
  behaviours: readonly Behaviour[],
  rules: readonly Rule[],
  tests: readonly RuleTestFile[],
): readonly InputIssue[] {
  const tested = new Set(rules.map(({ file }) => stemOf(file)));
  const idle = new Set(behaviours.map(({ file }) => stemOf(file)).filter((stem) => !tested.has(stem)));
  const message = 'is not run: no single record shows a behaviour; try it with mailwarden rules backtest';
  return tests
    .filter(({ file }) => idle.has(stemOf(file)))
    .map(({ file }) => ({ file, line: null, column: null, message }));
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
