import type { AccessEvent } from '../../model/access-event.js';
import type { JsonObject } from '../../model/json.js';
import type { RawRecord } from '../../model/raw-record.js';
import { toMs } from '../../model/time.js';
import { type RuleTestCase, type RuleTestFile, stemOf } from '../content/read-rule-test.js';
import { correlate } from '../correlation/correlate.js';
import type { Sighting } from '../correlation/correlation.js';
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

/**
 * Runs each rule's own hits and near misses, through the taxonomies, as records of a tenant would be. A case that is a
 * record is for the record rules of the file beside it, one that is a list of records for its correlations.
 */
export function runRuleTests(
  content: { readonly rules: RuleSet; readonly tests: readonly RuleTestFile[] },
  read: ReadTestRecord,
): RuleTestReport {
  const { rules } = content;
  const correlations = rules.correlations.correlations.map(({ rule }) => rule);
  const cases = content.tests.flatMap((test) => [
    ...resultsOf(test, rules.rules, false, (one) => matchesOf(one, rules, read)),
    ...resultsOf(test, correlations, true, (one) => correlationsOf(one, rules, read)),
  ]);
  const passed = cases.filter((one) => one.passed).length;
  return { passed, failed: cases.length - passed, cases };
}

/** The ids of all that matched a case; null when a record of it has the layout of no log that is known. */
type Matched = (one: RuleTestCase) => ReadonlySet<string> | null;

function resultsOf(
  test: RuleTestFile,
  rules: readonly Rule[],
  isSeries: boolean,
  matched: Matched,
): readonly RuleTestResult[] {
  const meant = rules.filter((rule) => stemOf(rule.file) === stemOf(test.file));
  const cases = test.cases
    .filter((one) => one.isSeries === isSeries)
    .map((one) => ({ one, found: meant.length === 0 ? null : matched(one) }));
  return meant.flatMap((rule) =>
    cases.map(({ one: { kind, index, line }, found }) => {
      const reason = reasonOfFailure(kind, found === null ? null : found.has(rule.id));
      return { rule: rule.id, file: test.file, line, kind, index, passed: reason === null, reason };
    }),
  );
}

function matchesOf(
  { records }: RuleTestCase,
  rules: RuleSet,
  read: ReadTestRecord,
): ReadonlySet<string> | null {
  const known = records.map(read);
  if (known.some((one) => one === null)) return null;
  const hits = known.flatMap((one) => (one === null ? [] : rules.match(one.record, one.event)));
  return new Set(hits.map(({ rule }) => rule));
}

/** What is only read by others counts as well: its author wants to see it work. */
function correlationsOf(
  { records }: RuleTestCase,
  rules: RuleSet,
  read: ReadTestRecord,
): ReadonlySet<string> | null {
  const sightings: Sighting[] = [];
  for (const [at, body] of records.entries()) {
    const known = read(body);
    if (known === null || known.record.occurredAt === null) return null;
    const record = String(at).padStart(12, '0');
    for (const { rule, values } of rules.match(known.record, known.event))
      if (values !== undefined) sightings.push({ rule, record, at: toMs(known.record.occurredAt), values });
  }
  const hits = correlate({ ...rules.correlations, silent: new Set() }, sightings);
  return new Set(hits.map(({ correlation }) => correlation));
}

/** Null when a case passed. `isHit`: null when a record of it cannot be read. `tooMuch` and `nothing` say what happened in either case. */
export function reasonOfFailure(
  kind: 'hit' | 'miss',
  isHit: boolean | null,
  tooMuch = 'the rule matches',
  nothing = 'the rule does not match',
): string | null {
  if (isHit === null) return 'the record has the layout of no log that is known';
  if (isHit === (kind === 'hit')) return null;
  return isHit ? `${tooMuch}, and must not` : `${nothing}, and must`;
}
