import type { AccessEventKind } from '../../model/access-event.js';

/** What a directory activity is, and what kind of change; `isUnauthenticated`: anybody at the door can cause it. */
export interface Activity {
  readonly kind: AccessEventKind;
  readonly change: string | null;
  readonly isUnauthenticated?: boolean;
}

/**
 * Activities by name in one spelling, see `activityKey`. The names are those of "Microsoft Entra audit log categories and
 * activities"; the unified audit log has its own for some (`Reset user password.`).
 */
const ACTIVITIES: Readonly<Record<string, Activity>> = {
  'consent to application': { kind: 'consent', change: 'granted' },
  'add delegated permission grant': { kind: 'consent', change: 'granted' },
  'add oauth2permissiongrant': { kind: 'consent', change: 'granted' },
  'remove delegated permission grant': { kind: 'consent', change: 'removed' },
  'remove oauth2permissiongrant': { kind: 'consent', change: 'removed' },
  'add app role assignment to service principal': { kind: 'consent', change: 'granted' },
  'add app role assignment grant to user': { kind: 'other', change: 'application-assigned' },
  'add service principal': { kind: 'other', change: 'application-added' },
  'add service principal credentials': { kind: 'credential-change', change: 'application-credential' },
  'update application - certificates and secrets management': {
    kind: 'credential-change',
    change: 'application-credential',
  },
  'add owner to application': { kind: 'role-change', change: 'owner-added' },
  'add owner to service principal': { kind: 'role-change', change: 'owner-added' },
  'user registered security info': { kind: 'authentication-method', change: 'added' },
  'user registered all required security info': { kind: 'authentication-method', change: 'added' },
  'user deleted security info': { kind: 'authentication-method', change: 'removed' },
  'user updated security info': { kind: 'authentication-method', change: 'changed' },
  'user changed default security info': { kind: 'authentication-method', change: 'changed' },
  'admin registered security info': { kind: 'authentication-method', change: 'added' },
  'admin updated security info': { kind: 'authentication-method', change: 'changed' },
  'admin deleted security info': { kind: 'authentication-method', change: 'removed' },
  'enable strong authentication': { kind: 'authentication-method', change: 'required' },
  'disable strong authentication': { kind: 'authentication-method', change: 'not-required' },
  'add users strong authentication phone app detail': { kind: 'authentication-method', change: 'added' },
  'create application password for user': { kind: 'authentication-method', change: 'added' },
  'add fido2 security key': { kind: 'authentication-method', change: 'added' },
  'add passwordless phone sign-in credential': { kind: 'authentication-method', change: 'added' },
  'add windows hello for business credential': { kind: 'authentication-method', change: 'added' },
  'get passkey creation options': { kind: 'authentication-method', change: 'asked' },
  'reset password': { kind: 'credential-change', change: 'password-reset' },
  'reset password (by admin)': { kind: 'credential-change', change: 'password-reset' },
  'reset password (self-service)': { kind: 'credential-change', change: 'password-reset' },
  'reset user password': { kind: 'credential-change', change: 'password-reset' },
  'admin started password reset': { kind: 'credential-change', change: 'password-reset-started' },
  'user started password reset': {
    kind: 'credential-change',
    change: 'password-reset-started',
    isUnauthenticated: true,
  },
  'self-service password reset flow activity progress': {
    kind: 'credential-change',
    change: 'password-reset-started',
    isUnauthenticated: true,
  },
  'change user password': { kind: 'credential-change', change: 'password-changed' },
  'change password (self-service)': { kind: 'credential-change', change: 'password-changed' },
  'set force change user password': { kind: 'credential-change', change: 'password-change-forced' },
  'update ststokenvalidfrom timestamp': { kind: 'sessions-revoked', change: null },
  'update stsrefreshtokenvalidfrom timestamp': { kind: 'sessions-revoked', change: null },
  'update user': { kind: 'account-change', change: 'updated' },
  'enable account': { kind: 'account-change', change: 'enabled' },
  'disable account': { kind: 'account-change', change: 'disabled' },
  'add user': { kind: 'account-change', change: 'added' },
  'delete user': { kind: 'account-change', change: 'deleted' },
  'invite external user': { kind: 'account-change', change: 'invited' },
  'change user license': { kind: 'account-change', change: 'licence' },
  'register device': { kind: 'device-registration', change: 'added' },
  'add device': { kind: 'device-registration', change: 'added' },
  'add registered owner to device': { kind: 'device-registration', change: 'owner-added' },
  'add registered users to device': { kind: 'device-registration', change: 'user-added' },
  'add member to role': { kind: 'role-change', change: 'added' },
  'add eligible member to role': { kind: 'role-change', change: 'added' },
  'remove member from role': { kind: 'role-change', change: 'removed' },
  'add conditional access policy': { kind: 'policy-change', change: 'added' },
  'update conditional access policy': { kind: 'policy-change', change: 'changed' },
  'delete conditional access policy': { kind: 'policy-change', change: 'removed' },
  'add named location': { kind: 'policy-change', change: 'added' },
  'update named location': { kind: 'policy-change', change: 'changed' },
  'update continuous access evaluation': { kind: 'policy-change', change: 'changed' },
  'update security defaults': { kind: 'policy-change', change: 'changed' },
  'update authorization policy': { kind: 'policy-change', change: 'changed' },
  'add policy': { kind: 'policy-change', change: 'added' },
  'update policy': { kind: 'policy-change', change: 'changed' },
  'delete policy': { kind: 'policy-change', change: 'removed' },
  'set federation settings on domain': { kind: 'policy-change', change: 'federation' },
  'set domain authentication': { kind: 'policy-change', change: 'federation' },
  'add unverified domain': { kind: 'policy-change', change: 'domain-added' },
  'add verified domain': { kind: 'policy-change', change: 'domain-added' },
  'verify domain': { kind: 'policy-change', change: 'domain-added' },
  'set company information': { kind: 'policy-change', change: 'changed' },
  'fraud reported - user is blocked for mfa': { kind: 'risk', change: 'reported-by-user' },
  'fraud reported - no action taken': { kind: 'risk', change: 'reported-by-user' },
  'suspicious activity reported': { kind: 'risk', change: 'reported-by-user' },
  confirmaccountcompromised: { kind: 'risk', change: 'confirmed' },
  confirmcompromised: { kind: 'risk', change: 'confirmed' },
  confirmsafe: { kind: 'risk', change: 'dismissed' },
  dismissuser: { kind: 'risk', change: 'dismissed' },
};

/** One spelling per activity: lower case, plain dashes, single blanks, no period at the end. */
export function activityKey(name: string): string {
  const plain = name.toLowerCase().replace(/[\u2010-\u2015\u2212]/g, '-');
  const words = plain.split(/\s/).filter((word) => word !== '');
  const joined = words.join(' ');
  return joined.endsWith('.') ? joined.slice(0, -1).trimEnd() : joined;
}

/** Privileged Identity Management has a wording for every way of getting a role. */
const ROLE_GRANTS = ['add member to role', 'add eligible member to role', 'user has elevated their access'];

/** What a directory activity is; unknown ones are `other`. */
export function toActivity(name: string): Activity {
  const key = activityKey(name);
  if (Object.hasOwn(ACTIVITIES, key)) return ACTIVITIES[key] as Activity;
  const isGrant = ROLE_GRANTS.some((start) => key.startsWith(start)) && !key.includes('request');
  return isGrant ? { kind: 'role-change', change: 'added' } : { kind: 'other', change: null };
}
