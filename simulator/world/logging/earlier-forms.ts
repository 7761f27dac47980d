import type { SignIn } from '../../shapes/beta.js';
import type { Fixed } from '../../shapes/graph-shapes.js';
import { logged } from '../../shapes/show.js';
import type { JsonRecord, LoggedRecord } from '../../tenant.js';

const MINUTE_MS = 60_000;
/** The steps of the second factor and the risk are added to a row after it was first shown ("Reports FAQ"). */
const ADDED_AFTER_MS = 45 * MINUTE_MS;

/**
 * Each sign-in in two forms of one id: as it is first shown, without risk and without the steps of the second factor, and 45
 * minutes later, divided by the speed, as it stays.
 */
export function withEarlierForms(rows: readonly LoggedRecord[], speed: number): readonly LoggedRecord[] {
  return rows.flatMap((row) => {
    if (row.log !== 'signIns') return [row];
    const availableAtMs = row.availableAtMs + Math.ceil(ADDED_AFTER_MS / speed);
    return [
      { ...row, record: asFirstShown(row.record) },
      { ...row, availableAtMs },
    ];
  });
}

const FIRST: Fixed<SignIn> = {
  authenticationDetails: [],
  riskDetail: 'none',
  riskEventTypes_v2: [],
  riskLevelAggregated: 'none',
  riskLevelDuringSignIn: 'none',
  riskState: 'none',
};

function asFirstShown(record: JsonRecord): JsonRecord {
  return { ...record, ...logged('signIns', FIRST) };
}
