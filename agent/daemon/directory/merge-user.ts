import type { DirectoryUser } from '../../model/ports.js';

/**
 * What is known of an account after the directory told of it again: what was asked of it alone, the manager and the mailbox,
 * stays where this answer does not say. Gives `before` itself when nothing is new.
 */
export function mergeUser(before: DirectoryUser | null, told: DirectoryUser): DirectoryUser {
  if (before === null) return told;
  const { mailboxKind, detailsAt } = before;
  const managerId = told.profile?.managerId ?? before.profile?.managerId ?? null;
  const profile = told.profile ?? before.profile;
  const user: DirectoryUser = {
    ...told,
    ...(profile === undefined ? {} : { profile: { ...profile, managerId } }),
    ...(mailboxKind === undefined ? {} : { mailboxKind }),
    ...(detailsAt === undefined ? {} : { detailsAt }),
  };
  return isSame(before, user) ? before : user;
}

/** The order in which properties came to be says nothing. */
function isSame(left: DirectoryUser, right: DirectoryUser): boolean {
  return sorted(left) === sorted(right);
}

function sorted(user: DirectoryUser): string {
  const entries = Object.entries({ ...user, profile: Object.entries(user.profile ?? {}).sort() });
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
