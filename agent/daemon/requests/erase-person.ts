import { type ErasureFacts, reasonsAgainst } from '../../model/erasure.js';
import type { StoreTx } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import { type Answer, refused, textOf } from './terms.js';

/**
 * Erases what is stored about one person, unless a case stands in the way. Neither the answer nor the ledger names the person:
 * the ledger keeps that it was done, what it came to, and the pseudonym.
 */
export async function erasePerson(
  payload: Readonly<Record<string, unknown>>,
  tx: StoreTx,
  now: Instant,
): Promise<Answer> {
  const person = textOf(payload.person);
  if (person === null) return refused('the request names no person');
  const reasons = reasonsAgainst(await tx.erasureOf(person), now);
  if (reasons.length > 0) return refused(`nothing was erased: ${reasons.join('; ')}`);
  const { pseudonym, removed, renamed } = await tx.erasePerson(person);
  const detail = { pseudonym, removed: countsOf(removed), renamed: countsOf(renamed) };
  await tx.appendLedger({ kind: 'person-erased', incident: null, subject: pseudonym, detail });
  const rows = sum(removed);
  return {
    status: 'done',
    result: `${rows} ${rows === 1 ? 'row' : 'rows'} removed, ${sum(renamed)} changed to name ${pseudonym}`,
  };
}

function countsOf(counts: ErasureFacts['removed']): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.map(({ table, rows }) => [table, rows]));
}

function sum(counts: ErasureFacts['removed']): number {
  return counts.reduce((total, { rows }) => total + rows, 0);
}
