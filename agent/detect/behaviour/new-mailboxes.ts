import { type AccessEvent, principalKey } from '../../model/access-event.js';
import { toMs } from '../../model/time.js';
import type { AccountView, SessionView } from './session-view.js';

/** A mailbox of somebody else, when this account first read it. */
export interface NewMailbox {
  /** See `principalKey`. */
  readonly mailbox: string;
  readonly view: SessionView;
  /** The first read. */
  readonly event: AccessEvent;
}

const found = new WeakMap<AccountView, readonly NewMailbox[]>();

/**
 * Mailboxes of others that the account read, each at its first time, oldest first. Those that it may read by the tuning
 * files and those that belong to nobody, such as a team's, are left out.
 */
export function newMailboxesOf(account: AccountView): readonly NewMailbox[] {
  const known = found.get(account);
  if (known !== undefined) return known;
  const first = new Map<string, NewMailbox>();
  for (const view of account.sessions) {
    if (!view.isOwn) continue;
    for (const event of view.mail) {
      const mailbox = othersMailbox(event);
      if (mailbox === null || isOpenTo(account, mailbox, event)) continue;
      const before = first.get(mailbox);
      if (before === undefined || event.at < before.event.at) first.set(mailbox, { mailbox, view, event });
    }
  }
  const list = [...first.values()].sort((left, right) => toMs(left.event.at) - toMs(right.event.at));
  found.set(account, list);
  return list;
}

/** Whose mailbox it is that somebody reads who is not its owner; null for one's own. */
export function othersMailbox({ actorType, mailbox, user }: AccessEvent): string | null {
  if (actorType !== 'delegate' && actorType !== 'admin') return null;
  const key = principalKey(mailbox);
  return key === principalKey(user) ? null : key;
}

function isOpenTo(
  { subject, tuning, sharedMailboxes }: AccountView,
  name: string,
  { at }: AccessEvent,
): boolean {
  if (tuning.mailboxClasses[name] === 'shared' || sharedMailboxes.has(name)) return true;
  return tuning.delegates.some(
    ({ mailbox, delegate, endsAt }) =>
      mailbox === name && delegate === subject && (endsAt === null || at < endsAt),
  );
}
