import type { Coverage } from '../../model/coverage.js';
import type { Instant } from '../../model/time.js';

/**
 * The ledger of one source with one more statement in it. `ledger` holds at least the rows that touch the statement.
 *
 * - Stretches that were covered and touch or overlap become one row; records read are added up.
 * - A gap stays until its stretch is covered later; that part of it is then `repaired` and keeps its reason. Its detail stays
 *   too, unless the statement is a repair of its own: that one's detail says what repaired it.
 * - Content that the provider dropped is not missed again where another way has brought it back: each later look at that stretch says
 *   that it is gone.
 * - A gap over a stretch that was covered before is kept as well: the later look failed, so what came late was not seen.
 * - Gaps, and repaired stretches, of one reason and detail that touch or overlap become one row; the same stretch and reason
 *   said again with another detail is one row with the newer detail.
 */
export function compactCoverage(ledger: readonly Coverage[], statement: Coverage): readonly Coverage[] {
  if (statement.from >= statement.to) return ledger;
  if (statement.state === 'gap')
    return stillMissing(statement, ledger).reduce<readonly Coverage[]>(joined, ledger);
  const split = ledger.flatMap((row) => (row.state === 'gap' ? repaired(row, statement) : [row]));
  const rows = split.filter((row) => row.state !== 'repaired');
  const covered: Coverage = { ...statement, state: 'covered', reason: null, detail: null };
  const repairs = split.filter((row) => row.state === 'repaired');
  if (statement.state === 'repaired') repairs.push({ ...statement, records: 0 });
  return [...joined(rows, covered), ...repairs.reduce<readonly Coverage[]>(joined, [])];
}

/** The parts of a gap that were not repaired yet, where a look again can tell nothing new. */
function stillMissing(gap: Coverage, ledger: readonly Coverage[]): readonly Coverage[] {
  if (gap.reason !== 'expired-content') return [gap];
  const repairs = ledger.filter((row) => row.state === 'repaired' && row.reason === gap.reason);
  return repairs.reduce<readonly Coverage[]>(
    (parts, by) => parts.flatMap((part) => repaired(part, by).filter((one) => one.state === 'gap')),
    [gap],
  );
}

/** A gap cut into what was covered now and what is still missing. */
function repaired(gap: Coverage, by: Coverage): readonly Coverage[] {
  const from = later(gap.from, by.from);
  const to = sooner(gap.to, by.to);
  if (from >= to) return [gap];
  const parts: readonly Coverage[] = [
    { ...gap, to: from },
    { ...gap, state: 'repaired', from, to, detail: by.state === 'repaired' ? by.detail : gap.detail },
    { ...gap, from: to },
  ];
  return parts.filter((part) => part.from < part.to);
}

/** `statement` in place of all rows of its kind that touch it. */
function joined(rows: readonly Coverage[], statement: Coverage): readonly Coverage[] {
  const apart: Coverage[] = [];
  let whole = statement;
  for (const row of rows) {
    if (isSameKind(row, statement) && touches(row, statement)) whole = unite(row, whole);
    else apart.push(row);
  }
  return [...apart, whole];
}

function isSameKind(row: Coverage, statement: Coverage): boolean {
  if (row.state !== statement.state || row.reason !== statement.reason) return false;
  const isSameStretch = row.from === statement.from && row.to === statement.to;
  return row.detail === statement.detail || isSameStretch;
}

function touches(left: Coverage, right: Coverage): boolean {
  return left.from <= right.to && right.from <= left.to;
}

function unite(row: Coverage, statement: Coverage): Coverage {
  const records = row.records + statement.records;
  return { ...statement, from: sooner(row.from, statement.from), to: later(row.to, statement.to), records };
}

function sooner(left: Instant, right: Instant): Instant {
  return left < right ? left : right;
}

function later(left: Instant, right: Instant): Instant {
  return left > right ? left : right;
}
