import type { Config } from '../../config.js';
import { principalKey } from '../../model/access-event.js';
import type { StoreReads } from '../../model/store.js';
import { DAY_MS, type Instant, shift } from '../../model/time.js';
import { type Check, passed, unknown } from './check.js';

const SINCE_DAYS = 7;
/** More would make a person wait. */
const MOST_MAILBOXES = 2_000;
const NAMED = 5;
const RUN_FIRST = 'run the agent, then doctor again';
const AUDITED = 'mailbox-audit';
const AUDIT_MAILBOXES =
  'if it stays so after a day: see that mailboxes are audited (Get-OrganizationConfig AuditDisabled, Get-MailboxAuditBypassAssociation) and licensed for MailItemsAccessed';
const AUDIT_ONE =
  'a mailbox that nobody uses shows no read either; of one that is used: Get-Mailbox -Identity X | fl AuditEnabled,DefaultAuditSet,AuditOwner and Get-MailboxAuditBypassAssociation -Identity X';

/**
 * Reads of mail are logged only where the mailbox is audited and licensed for it, which no permission of the API shows: that they
 * were seen is the one proof, for the log as a whole and for each mailbox.
 */
export async function checkMailAccess(
  config: Config,
  reads: StoreReads,
  now: Instant,
): Promise<readonly Check[]> {
  const [source] = mailLogs(config);
  if (source === undefined) return [];
  return [await checkLog(source, reads, now), await checkMailboxes(reads, now)];
}

/** The same before there is a store. */
export function unseenMailAccess(config: Config): readonly Check[] {
  return mailLogs(config).flatMap((source) =>
    [`mail-access.${source}`, AUDITED].map((name) => unknown(name, 'nothing was pulled yet', RUN_FIRST)),
  );
}

async function checkLog(source: string, reads: StoreReads, now: Instant): Promise<Check> {
  const name = `mail-access.${source}`;
  const [last] = await reads.newestEvents(1, { source, kinds: ['mail-read', 'mail-sync'] });
  if (last === undefined) return unknown(name, 'no read of mail was ever seen', AUDIT_MAILBOXES);
  const detail = `the last read of mail that was logged: ${last.at}`;
  if (last.at >= shift(now, -SINCE_DAYS * DAY_MS)) return passed(name, detail);
  return unknown(name, `${detail}, none in the last ${SINCE_DAYS} days`, AUDIT_MAILBOXES);
}

async function checkMailboxes(reads: StoreReads, now: Instant): Promise<Check> {
  const licensed = (await reads.users()).filter(
    ({ isEnabled, isGone, profile }) =>
      isEnabled !== false && isGone !== true && profile?.hasMailboxLicence === true,
  );
  const looked = licensed.slice(0, MOST_MAILBOXES);
  if (looked.length === 0)
    return unknown(AUDITED, 'no account is known to be licensed for a mailbox', RUN_FIRST);
  const keyOf = (user: (typeof looked)[number]): string => principalKey(user) ?? '';
  const read = await reads.mailboxesRead(looked.map(keyOf), shift(now, -SINCE_DAYS * DAY_MS));
  const unseen = looked.filter((user) => !read.has(keyOf(user)));
  const detail = `a read of mail was logged in the last ${SINCE_DAYS} days for ${read.size} of ${looked.length} licensed mailboxes${looked.length < licensed.length ? ` that were looked at, of ${licensed.length}` : ''}`;
  if (unseen.length === 0 && looked.length === licensed.length) return passed(AUDITED, detail);
  const names = unseen.slice(0, NAMED).map(({ upn }) => upn);
  const more = unseen.length > NAMED ? ` and ${unseen.length - NAMED} more` : '';
  return unknown(
    AUDITED,
    names.length === 0 ? detail : `${detail}; not for ${names.join(', ')}${more}`,
    AUDIT_ONE,
  );
}

/** The one log that holds reads of mail. */
function mailLogs(config: Config): readonly string[] {
  return config.sources
    .filter((source) => source.isEnabled && source.name === 'exchangeAudit')
    .map((source) => source.name);
}
