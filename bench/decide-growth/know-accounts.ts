import { type DecideDeps, decideSafely } from '../../agent/daemon/decide-safely.js';
import { settleAll } from '../../agent/daemon/settle-all.js';
import { toPage } from '../../agent/m365/raw-records.js';
import type { JsonValue } from '../../agent/model/json.js';
import type { DayStream } from '../pull-day/day-stream.js';
import { LOGS } from '../pull-day/logs.js';

const AT_ONCE = 1_000;
const LOG = 'signIns';
const NEVER = new AbortController().signal;

/**
 * One sign-in of every user on the day before, decided and scored as after an outage, so that the store holds as many accounts as
 * the tenant has.
 */
export async function knowAccounts(stream: DayStream, users: number, deps: DecideDeps): Promise<void> {
  const family = LOGS.get(LOG)?.family;
  if (family === undefined) throw new Error('the bench has no log of sign-ins');
  for (let from = 0; from < users; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, users - from) }, (_, at) => from + at);
    const texts = numbers.flatMap((mailbox) => stream.firstOfDayBefore(LOG, mailbox) ?? []);
    const values = JSON.parse(`[${texts.join(',')}]`) as readonly JsonValue[];
    const { records, rejected } = toPage(family, values);
    const batch = { source: family.source, records, rejected, isCatchUp: true, coverage: [], cursor: null };
    await decideSafely(batch, deps);
  }
  await settleAll(deps, NEVER);
}
