import type { InputIssue } from '../../model/errors.js';
import type { Taxonomy } from '../sigma/fields/taxonomy.js';
import { describeLogSource, isMeant } from '../sigma/read-log-source.js';
import type { CompiledRule } from '../sigma/rule.js';
import { type RuleTestFile, stemOf } from './read-rule-test.js';

/** Rules whose log source no mapping covers. */
export function unmappedRules(
  compiled: readonly CompiledRule[],
  taxonomies: readonly Taxonomy[],
): readonly InputIssue[] {
  const logs = taxonomies.flatMap((taxonomy) => taxonomy.logSources);
  return compiled
    .filter(({ logSource }) => !logs.some((log) => isMeant(logSource, log)))
    .map(({ rule, logSource }) => ({
      file: rule.file,
      line: rule.line,
      column: null,
      message: `never matches: no mapping covers its log source (${describeLogSource(logSource)})`,
    }));
}

/** Rules without a test file beside them. */
export function untestedRules(
  compiled: readonly CompiledRule[],
  tests: readonly RuleTestFile[],
): readonly InputIssue[] {
  const tested = new Set(tests.map(({ file }) => stemOf(file)));
  return compiled
    .filter(({ rule }) => !tested.has(stemOf(rule.file)))
    .map(({ rule }) => ({
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
