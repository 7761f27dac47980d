import type { Calendar } from './chance/calendar.js';
import type { Random } from './chance/random.js';
import { createMailboxes } from './mail/create-mailboxes.js';
import type { WorldMailbox } from './mail/world-mailbox.js';
import type { OtherMailbox } from './people/create-others.js';
import type { Person } from './people/person.js';
import { type Part, planOf } from './story/cast.js';
import { copyCustomerMail } from './story/copy-customer-mail.js';

const LIVE_CASES = 4;

/** Every mailbox with its mail, by UPN; those with a part in the story hold what the part needs. */
export function furnish(
  random: Random,
  world: { readonly calendar: Calendar; readonly domain: string },
  people: readonly Person[],
  others: readonly OtherMailbox[],
  parts: readonly Part[],
): ReadonlyMap<string, WorldMailbox> {
  const mailboxes = createMailboxes({
    random,
    ...world,
    people,
    others: others.map(({ identity }) => identity),
    plans: new Map(parts.map((part) => [part.person.identity.upn, planOf(part)])),
  });
  const live = parts.find(({ technique }) => technique === 'live');
  const synced = parts.find(({ technique }) => technique === 'folder-sync');
  const from = mailboxes.get(synced?.person.identity.upn ?? '');
  const to = mailboxes.get(live?.person.identity.upn ?? '');
  if (synced === undefined || from === undefined || to === undefined) return mailboxes;
  const filled = copyCustomerMail(random.fork('live-cases'), from, to, synced.fromMs, LIVE_CASES);
  return new Map(mailboxes).set(to.identity.upn, filled);
}
