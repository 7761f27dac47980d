import { tokenIdOf } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import type { Grant } from '../people/session.js';
import type { Stage } from '../stage.js';
import type { SignInAct } from './sign-in-act.js';
import { signInRecord, signInTime } from './sign-in-record.js';
import { stsLogonRecord } from './sts-logon-record.js';

const SHARE_REVISED = 0.02;
const HOUR_MS = 3_600_000;

/**
 * Writes one sign-in to the logs and gives back what the client holds afterwards. A few are logged a second
 * time with the second factor folded in, and a few in the unified audit log too.
 */
export function logSignIn(stage: Stage, random: Random, act: SignInAct): Grant {
  const requestId = random.guid();
  const { atMs, text } = signInTime(random, act.atMs);
  if (stage.calendar.isHistory(act.atMs)) write(stage, random, act, requestId, atMs, text);
  return {
    session: act.session,
    client: act.client,
    network: act.network,
    address: act.address,
    requestId,
    tokenId: tokenIdOf(requestId),
    issuedMs: act.atMs,
  };
}

function write(stage: Stage, random: Random, act: SignInAct, id: string, atMs: number, text: string): void {
  const own = random.fork(id);
  const record = signInRecord(act, id, text, stage.tenant, own.fork('record'));
  const isRevised = act.mfa === 'fresh' && act.errorCode === 0 && own.chance(SHARE_REVISED * 10);
  const first = isRevised
    ? signInRecord({ ...act, mfa: 'none' }, id, text, stage.tenant, own.fork('record'))
    : record;
  const row = stage.logbook.row('signIns', id, atMs, first, 'sign-in');
  stage.logbook.push(row);
  if (isRevised || own.chance(SHARE_REVISED)) stage.logbook.revise(row, record, own.next() * 1.5 * HOUR_MS);
  if (own.chance(stage.logonsInAudit)) {
    const logon = stsLogonRecord(act, id, atMs, stage.tenant, own.fork('sts'));
    stage.logbook.add('Audit.AzureActiveDirectory', id, atMs, logon, 'audit');
  }
}
