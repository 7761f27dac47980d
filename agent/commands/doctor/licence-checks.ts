import type { Config } from '../../config.js';
import type { DirectoryUser } from '../../model/ports.js';
import { type Check, failed, passed, unknown } from './check.js';

const NAME = 'licences';
const RUN_FIRST = 'run the agent, then doctor again';

/** How many of the stored accounts have a licence for a mailbox, and for the full logs of the directory. */
export function checkLicences(config: Config, users: readonly DirectoryUser[]): readonly Check[] {
  const people = users.filter(
    ({ isEnabled, isGone, profile }) => isEnabled !== false && isGone !== true && profile?.isGuest !== true,
  );
  const said = people.filter(({ profile }) => typeof profile?.hasLogLicence === 'boolean');
  if (said.length === 0) return [unknown(NAME, 'the directory does not say of any account', RUN_FIRST)];
  const mailboxes = people.filter(({ profile }) => profile?.hasMailboxLicence === true).length;
  const logs = said.filter(({ profile }) => profile?.hasLogLicence === true).length;
  const detail = `of ${people.length} accounts ${mailboxes} have one for a mailbox, ${logs} one for the sign-in log (Entra ID P1 or P2)`;
  const isOn = (source: string): boolean =>
    config.sources.some(({ name, isEnabled }) => isEnabled && name === source);
  if (logs > 0) return [passed(NAME, detail)];
  return [
    isOn('entraAudit')
      ? passed(NAME, `${detail}; the audit feed's logons stand in for it`)
      : failed(NAME, detail, 'switch the source entraAudit on: its logons stand in for the sign-in log'),
  ];
}

/** The same before there is a store. */
export function unseenLicences(): readonly Check[] {
  return [unknown(NAME, 'the directory was never read', RUN_FIRST)];
}

/** Which accounts another directory rules: what is done to them here does not last. Null while nobody read the directory. */
export function judgeSynced(users: readonly DirectoryUser[]): Check | null {
  const said = users.flatMap(({ profile }) => profile?.isSynced ?? []);
  return said.length === 0 ? null : wordSynced(said.filter(Boolean).length, said.length);
}

/** @param looked Accounts of which the directory says it. */
export function wordSynced(synced: number, looked: number): Check {
  const name = 'synced-accounts';
  if (synced === 0) return passed(name, `none of ${looked} that were looked at`);
  return passed(
    name,
    `${synced} of ${looked} are ruled from the premises: disabling them here does not last`,
    'know who can disable an account on the premises; a revoke works all the same',
  );
}
