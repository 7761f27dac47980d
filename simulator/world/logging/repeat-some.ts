import type { LoggedRecord } from '../../tenant.js';
import type { Random } from '../chance/random.js';

const SHARE_REPEATED = 0.01;
const HOUR_MS = 3_600_000;

/** The audit feed gives one record in a hundred twice, the second up to two hours (before `speed`) later. */
export function repeatSome(
  random: Random,
  rows: readonly LoggedRecord[],
  speed: number,
): readonly LoggedRecord[] {
  const repeated = rows.filter(({ log }) => log.startsWith('Audit.') && random.chance(SHARE_REPEATED));
  return repeated.map((row) => ({
    ...row,
    availableAtMs: Math.ceil(row.availableAtMs + (random.next() * 2 * HOUR_MS) / speed),
  }));
}
