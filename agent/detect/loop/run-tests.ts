import type { LoadedContent } from '../content/load-content.js';
import { type ReadTestRecord, type RuleTestReport, runRuleTests } from '../sigma/run-rule-tests.js';
import { runBehaviourTests } from './run-behaviour-tests.js';

/** Runs the cases beside every rule, correlation and behaviour. */
export function runTests(content: LoadedContent, read: ReadTestRecord): RuleTestReport {
  const { cases } = runRuleTests(content, read);
  const all = [...cases, ...runBehaviourTests(content, read)];
  const passed = all.filter((one) => one.passed).length;
  return { passed, failed: all.length - passed, cases: all };
}
