import { OutsideError } from '../../model/errors.js';
import type { IdentityName, MailboxKind, MailboxKinds } from '../../model/ports.js';
import type { Graph } from './graph.js';

/** `mailboxSettings.userPurpose`; `unknown` and members of later years say nothing. */
const KINDS: ReadonlyMap<string, MailboxKind> = new Map([
  ['user', 'user'],
  ['linked', 'user'],
  ['shared', 'shared'],
  ['room', 'room'],
  ['equipment', 'equipment'],
  ['others', 'other'],
]);

/**
 * Asks each mailbox what it is for ("mailboxSettings resource type"). A mailbox that lies on the premises, is not licensed
 * or is gone answers 404 under several codes: all of them are "does not say".
 */
export function graphMailboxKinds(graph: Graph, identity: IdentityName): MailboxKinds {
  return {
    async kindOf(userId, signal) {
      try {
        const settings = await graph.object({
          name: 'graph:GET mailboxSettings',
          identity,
          needs: 'MailboxSettings.Read',
          lane: 'mailbox',
          mailbox: userId.toLowerCase(),
          version: 'v1.0',
          path: ['users', userId, 'mailboxSettings'],
          query: { $select: 'userPurpose' },
          signal,
        });
        const purpose = settings.userPurpose;
        return typeof purpose === 'string' ? (KINDS.get(purpose.toLowerCase()) ?? null) : null;
      } catch (error) {
        if (error instanceof OutsideError && error.kind === 'not-found') return null;
        throw error;
      }
    },
  };
}
