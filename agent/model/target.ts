import type { TargetClass } from './containment.js';
import type { DirectoryUser, MailboxKind } from './ports.js';

/** What is known of the account that an incident or alert is about. */
export interface Target {
  /** Null: the directory was not read, or does not know it. */
  readonly user: DirectoryUser | null;
  /** `none`: it has no mailbox, or the provider does not say; null: nobody asked yet, or nobody may. */
  readonly mailboxKind: MailboxKind | 'none' | null;
  /** Holds a directory role; null: not known. */
  readonly isPrivileged: boolean | null;
  /** On the protected list. */
  readonly isProtected: boolean;
}

/** Every class that an account is in; `user` for an ordinary one. Empty when the directory says nothing of it. */
export function classesOf(target: Target): readonly TargetClass[] {
  const { user, mailboxKind } = target;
  const profile = user?.profile;
  const classes: TargetClass[] = [];
  if (mailboxKind === 'shared') classes.push('shared');
  if (mailboxKind === 'room' || mailboxKind === 'equipment' || mailboxKind === 'other')
    classes.push('service');
  if (profile?.isGuest === true) classes.push('guest');
  if (profile?.isSynced === true) classes.push('synced');
  if (target.isPrivileged === true) classes.push('privileged');
  if (target.isProtected) classes.push('protected');
  return classes.length === 0 && profile !== undefined ? ['user'] : classes;
}

/** What the stored directory knows of an account; what it does not say stays unknown. */
export function targetOf(user: DirectoryUser | null, isProtected: boolean): Target {
  const asked = user?.mailboxKind;
  const mailboxKind = asked === undefined ? null : (asked ?? 'none');
  return { user, mailboxKind, isPrivileged: isPrivileged(user), isProtected };
}

/** A role that it may take on counts as held: so does whoever holds its token. */
function isPrivileged(user: DirectoryUser | null): boolean | null {
  const known = [user?.roles, user?.eligibleRoles];
  if (known.some((roles) => roles !== undefined && roles.length > 0)) return true;
  return user?.roles === undefined ? null : false;
}
