import type { InputIssue } from '../../model/errors.js';
import type { Behaviour } from '../behaviour/declaration/behaviour.js';
import type { Rule } from '../sigma/rule.js';
import { type RuleTestFile, stemOf } from './read-rule-test.js';

/** Rules, correlations and behaviours without a test file beside them. */
export function untestedRules(
  rules: readonly Pick<Rule, 'file' | 'line'>[],
  tests: readonly RuleTestFile[],
): readonly InputIssue[] {
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

/** What tests say that nobody reads: of behaviours beside rules, and cases of behaviours that are switched off. */
export function idleTests(
  behaviours: readonly Behaviour[],
  rules: readonly Pick<Rule, 'file'>[],
  tests: readonly RuleTestFile[],
): readonly InputIssue[] {
  const ofRules = new Set(rules.map(({ file }) => stemOf(file)));
  const ofBehaviours = new Map(behaviours.map(({ file, isEnabled }) => [stemOf(file), isEnabled]));
  return tests.flatMap(({ file, account }) => {
    const stem = stemOf(file);
    const isEnabled = ofBehaviours.get(stem);
    const said = (message: string): readonly InputIssue[] => [{ file, line: null, column: null, message }];
    if (ofRules.has(stem) && account !== null)
      return said('has history, peers or tuning, which are read beside behaviours alone');
    if (!ofRules.has(stem) && isEnabled === false)
      return said('is not run: the behaviour beside it is switched off');
    return [];
  });
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
