import { queueSurvey } from '../../jobs/queue-survey.js';
import { principalKey } from '../../model/access-event.js';
import { reasonWithoutMailbox } from '../../model/mailbox-survey.js';
import type { DirectoryUser } from '../../model/ports.js';
import type { StoreTx } from '../../model/store.js';
import { type Answer, type CarryOut, refused } from './terms.js';

/** Has mailboxes looked through before anything happened: those that are named, or all of the directory. Begins anew where one was. */
export const takeInventory: CarryOut = async (payload, tx, _terms, now) => {
  const { accounts, sample } = payload;
  const users = Array.isArray(accounts) ? await named(accounts.map(String), tx) : await everybody(tx);
  if ('status' in users) return users;
  const pass = `inventory:${now}`;
  let count = 0;
  for (const { id, upn } of users) {
    const mailbox = { id, upn };
    const subject = principalKey(mailbox);
    if (subject === null) continue;
    const wanted = typeof sample === 'number' ? sample : null;
    await queueSurvey(tx, { subject, mailbox, pass, sample: wanted }, now);
    count += 1;
  }
  const mailboxes = `${count} ${count === 1 ? 'mailbox' : 'mailboxes'}`;
  return { status: 'done', result: `${mailboxes} will be looked through, after all that is more urgent` };
};

type Chosen = readonly DirectoryUser[] | Answer;

async function named(names: readonly string[], tx: StoreTx): Promise<Chosen> {
  const users: DirectoryUser[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const key = name.trim().toLowerCase();
    const user = await tx.userByKey(key.includes('@') ? key : `id:${key}`);
    if (user === null) unknown.push(name);
    else users.push(user);
  }
  if (unknown.length === 0) return users;
  return refused(
    `the directory, as it was last read, has no account ${unknown.join(', ')}; nothing was begun`,
  );
}

async function everybody(tx: StoreTx): Promise<Chosen> {
  const users = (await tx.users()).filter((user) => reasonWithoutMailbox(user) === null);
  return users.length > 0 ? users : refused('the directory was not read yet, or knows no mailbox');
}
