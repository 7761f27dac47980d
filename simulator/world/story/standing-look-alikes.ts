import { MAIL_BACKUP, TICKET_SYNC } from '../data/apps.js';
import type { OtherMailbox } from '../people/create-others.js';
import type { Person } from '../people/person.js';
import type { LookAlike } from './look-alike.js';

/** Oddities that belong to the company and not to one person's days. */
export function standingLookAlikes(
  bosses: readonly Person[],
  shared: readonly OtherMailbox[],
  service: OtherMailbox,
  hasQueueRebuild: boolean,
): readonly LookAlike[] {
  const [queue] = shared;
  return [
    ...bosses.map(({ identity }) => ({
      mailbox: identity.upn,
      kind: 'assistant',
      why: 'The assistant reads the mailbox as a delegate, all day.',
    })),
    ...shared.map(({ identity }) => ({
      mailbox: identity.upn,
      kind: 'shared-mailbox',
      why: 'Several people of a team read it as delegates.',
    })),
    {
      mailbox: service.identity.upn,
      kind: 'backup-app',
      why: `${MAIL_BACKUP.name} reads this and every other mailbox each night in its own name.`,
    },
    {
      mailbox: service.identity.upn,
      kind: 'service-account',
      why: 'Signs in with a password alone, at night, from a server of the company.',
    },
    ...(hasQueueRebuild && queue !== undefined
      ? [
          {
            mailbox: queue.identity.upn,
            kind: 'throttled-queue',
            why: `${TICKET_SYNC.name} reads the whole queue again, until Exchange stops logging it.`,
          },
        ]
      : []),
  ];
}
