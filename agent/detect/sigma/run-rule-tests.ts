import type { AccessEvent } from '../../model/access-event.js';
import type { JsonObject } from '../../model/json.js';
import type { RawRecord } from '../../model/raw-record.js';
import { type RuleTestFile, stemOf } from '../content/read-rule-test.js';
import type { Rule } from './rule.js';
import type { RuleSet } from './rule-set.js';

/** How a record of a test file is read; null when it has no layout that we know. */
export type ReadTestRecord = (
  body: JsonObject,
) => { readonly record: RawRecord; readonly event: AccessEvent | null } | null;

/** What came of one record for one rule. */
export interface RuleTestResult {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly kind: 'hit' | 'miss';
  /** Zero-based, among the hits or among the misses. */
  readonly index: number;
  readonly passed: boolean;
  /** Null when it passed. */
  readonly reason: string | null;
}

export interface RuleTestReport {
  readonly passed: number;
  readonly failed: number;
  readonly cases: readonly RuleTestResult[];
}

/** Runs each rule's own hits and near misses, through the taxonomies, as records of a tenant would be. */
export function runRuleTests(
  content: { readonly rules: RuleSet; readonly tests: readonly RuleTestFile[] },
  read: ReadTestRecord,
): RuleTestReport {
  const cases = content.tests.flatMap((test) =>
    content.rules.rules
      .filter((rule) => stemOf(rule.file) === stemOf(test.file))
      .flatMap((rule) => runTest(rule, test, content.rules, read)),
  );
  const passed = cases.filter((one) => one.passed).length;
  return { passed, failed: cases.length - passed, cases };
}

function runTest(
  rule: Rule,
  test: RuleTestFile,
  rules: RuleSet,
  read: ReadTestRecord,
): readonly RuleTestResult[] {
  return test.cases.map(({ kind, index, line, record }) => {
    const reason = reasonOfFailure(rule, kind, read(record), rules);
    return { rule: rule.id, file: test.file, line, kind, index, passed: reason === null, reason };
  });
}

function reasonOfFailure(
  rule: Rule,
  kind: 'hit' | 'miss',
  known: ReturnType<ReadTestRecord>,
  rules: RuleSet,
): string | null {
  if (known === null) return 'the record has the layout of no log that is known';
  const isHit = rules.match(known.record, known.event).some((hit) => hit.rule === rule.id);
  if (isHit === (kind === 'hit')) return null;
  return isHit ? 'the rule matches, and must not' : 'the rule does not match, and must';
}
