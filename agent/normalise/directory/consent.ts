import type { NamedValues } from '../fields/named-values.js';

/** What a consent granted. */
export interface Consent {
  /** Sorted, separated by blanks. */
  readonly grantedScopes: string | null;
  readonly grantsMailAccess: boolean;
  readonly isTenantWide: boolean;
  readonly isAdminConsent: boolean;
  readonly isAppOnly: boolean;
}

/** Scopes and application roles that reach mail. */
const MAIL_SCOPES = [
  'mail.',
  'mailboxsettings.',
  'mailboxitem.',
  'mailboxfolder.',
  'ews.',
  'imap.',
  'pop.',
  'smtp.send',
  'full_access_as_app',
  'full_access_as_user',
];

/**
 * Reads the changed properties of a consent. `ConsentAction.Permissions` is no JSON but
 * `[] => [[Id: ..., ConsentType: AllPrincipals, Scope: Mail.Read User.Read, CreatedDateTime: ...]]; `: what was before, an
 * arrow, what is now. Only what was not there before counts as granted.
 */
export function readConsent(changed: NamedValues): Consent {
  const permissions = unquote(changed.get('ConsentAction.Permissions') ?? '');
  const arrow = permissions.indexOf('=>');
  const before = new Set(arrow < 0 ? [] : scopesIn(permissions.slice(0, arrow)));
  const after = scopesIn(arrow < 0 ? permissions : permissions.slice(arrow + 2)).filter(
    (one) => !before.has(one),
  );
  const scopes = [...new Set([...after, ...directScopes(changed)])].sort();
  return {
    grantedScopes: scopes.length === 0 ? null : scopes.join(' '),
    grantsMailAccess: scopes.some((scope) =>
      MAIL_SCOPES.some((start) => scope.toLowerCase().startsWith(start)),
    ),
    isTenantWide:
      /ConsentType: *AllPrincipals/i.test(permissions) || isTrue(changed.get('ConsentContext.OnBehalfOfAll')),
    isAdminConsent: isTrue(changed.get('ConsentContext.IsAdminConsent')),
    isAppOnly: isTrue(changed.get('ConsentContext.IsAppOnly')) || changed.get('AppRole.Value') !== null,
  };
}

/** Grants that come with their own property: a delegated grant's scope, an application role's value. */
function directScopes(changed: NamedValues): readonly string[] {
  const texts = [changed.get('DelegatedPermissionGrant.Scope'), changed.get('AppRole.Value')];
  return texts.flatMap((text) => words(unquote(text ?? '')));
}

function scopesIn(text: string): readonly string[] {
  return [...text.matchAll(/Scope:([^,\]]*)/g)].flatMap((match) => words(match[1] ?? ''));
}

/** Scopes are names of letters, digits, dots and dashes; anything else is no scope and is not repeated. */
function words(text: string): readonly string[] {
  return text.split(/\s/).filter((word) => /^[\w.-]{1,80}$/.test(word));
}

/** Graph writes the value as a JSON text inside a text: `"\"True\""`. */
function unquote(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

function isTrue(text: string | null): boolean {
  return unquote(text ?? '').toLowerCase() === 'true';
}
