import type { Config } from '../../config.js';
import type { M365 } from '../../m365/connect.js';
import type { Principal } from '../../model/access-event.js';
import type { DirectoryUser } from '../../model/ports.js';
import { type Check, failed, look, passed, unknown } from './check.js';
import { wordSynced } from './licence-checks.js';
import type { StoreSight } from './store-checks.js';

const SAMPLE = 5;

/** Mailboxes that the examiner can open, among some that were met lately; and accounts that another directory rules, of all that are stored. */
export async function checkAccounts(
  config: Config,
  m365: M365,
  { accounts: met, synced }: Pick<StoreSight, 'accounts' | 'synced'>,
  stop: AbortSignal,
): Promise<readonly Check[]> {
  return [
    config.identities.examiner === null
      ? unknown('mailboxes', 'no examiner is configured', 'add identities.examiner')
      : await look(
          'mailboxes',
          'grant the examiner Mail.Read, or an Exchange role over them',
          stop,
          (signal) => checkMailboxes(m365, met, signal),
        ),
    synced ??
      (await look('synced-accounts', 'grant the reader User.Read.All', stop, (signal) =>
        checkSynced(m365, met, signal),
      )),
  ];
}

async function checkMailboxes(m365: M365, met: readonly Principal[], signal: AbortSignal): Promise<Check> {
  const sample = met.length > 0 ? met : await someUsers(m365, signal);
  let open = 0;
  for (const mailbox of sample) if (await m365.probe.opensMailbox(mailbox, signal)) open += 1;
  if (open > 0) return passed('mailboxes', `${open} of ${sample.length} that were tried could be opened`);
  return unknown(
    'mailboxes',
    `none of ${sample.length} accounts has a mailbox`,
    'run the agent, then doctor again',
  );
}

/** A synced account that is disabled here is enabled again by the next synchronisation. */
async function checkSynced(m365: M365, met: readonly Principal[], signal: AbortSignal): Promise<Check> {
  const name = 'synced-accounts';
  const keys = met.flatMap(({ id, upn }) => id ?? upn ?? []);
  const users: (DirectoryUser | null)[] = [];
  for (const key of keys) users.push(await m365.directory.user(key, signal));
  if (keys.length === 0) users.push(...(await firstUsers(m365, signal)));
  const said = users.flatMap((user) => user?.profile?.isSynced ?? []);
  const synced = said.filter(Boolean).length;
  if (said.length === 0) return unknown(name, 'the directory does not say of any account');
  return wordSynced(synced, said.length);
}

async function someUsers(m365: M365, signal: AbortSignal): Promise<readonly Principal[]> {
  return (await firstUsers(m365, signal)).map(({ id, upn }) => ({ id, upn }));
}

async function firstUsers(m365: M365, signal: AbortSignal): Promise<readonly DirectoryUser[]> {
  const users: DirectoryUser[] = [];
  for await (const user of m365.directory.users(signal)) {
    if (user.mail !== null) users.push(user);
    if (users.length === SAMPLE) break;
  }
  return users;
}

/** Whether the protected list names somebody, and an account for the day when nobody else can sign in. */
export async function checkProtection(
  config: Config,
  m365: M365,
  stop: AbortSignal,
): Promise<readonly Check[]> {
  const entries = config.response.protected;
  const accounts = entries.flatMap((entry) => ('account' in entry ? [entry.account] : []));
  const named =
    accounts.length > 0
      ? passed('break-glass', `${accounts.length} protected by name`)
      : failed(
          'break-glass',
          'response.protected names no account',
          'name at least one emergency account there: it must never be locked out',
        );
  const checks = entries.map((entry, index) => {
    const name = `protected.${index + 1}`;
    return look(name, 'correct this entry of response.protected', stop, (signal) =>
      'role' in entry
        ? checkRole(name, entry.role, m365, signal)
        : checkAccount(name, entry.account, m365, signal),
    );
  });
  return [named, ...(await Promise.all(checks))];
}

async function checkRole(name: string, role: string, m365: M365, signal: AbortSignal): Promise<Check> {
  const members = await m365.directory.roleMembers(role, signal);
  if (members.length > 0) return passed(name, `the role "${role}" has ${members.length} holders`);
  return unknown(
    name,
    `nobody holds the role "${role}": it is empty, or its name is another`,
    "write the role's display name in English, as Microsoft does",
  );
}

async function checkAccount(name: string, account: string, m365: M365, signal: AbortSignal): Promise<Check> {
  const user = await m365.directory.user(account, signal);
  if (user === null) return failed(name, `no account is named ${account}`, 'correct the name or remove it');
  if (user.isEnabled !== false) return passed(name, `${account} exists`);
  return failed(name, `${account} is disabled`, 'enable it, or protect the account that is used instead');
}
