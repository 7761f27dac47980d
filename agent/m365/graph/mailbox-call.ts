import type { Principal } from '../../model/access-event.js';
import { OutsideError } from '../../model/errors.js';
import type { GraphCall } from './graph.js';

/** Makes calls into one mailbox, as the examiner, with immutable ids. */
export type MailboxCall = (
  name: string,
  path: readonly string[],
  query?: Readonly<Record<string, string>>,
) => GraphCall;

export function callsInto(mailbox: Principal, signal: AbortSignal): MailboxCall {
  const key = mailbox.id ?? mailbox.upn;
  if (key === null) throw new OutsideError('not-found', 'the mailbox has neither an id nor a name');
  return (name, path, query) => ({
    name,
    identity: 'examiner',
    needs: 'Mail.Read',
    lane: 'mailbox',
    mailbox: key.toLowerCase(),
    version: 'v1.0',
    path: ['users', key, ...path],
    headers: { prefer: 'IdType="ImmutableId"' },
    signal,
    ...(query === undefined ? {} : { query }),
  });
}
