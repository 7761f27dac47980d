import type { NamedValues } from '../fields/named-values.js';
import { toGuid } from '../fields/principal.js';
import { type Activity, toActivity } from './activity-kinds.js';
import { readConsent } from './consent.js';

export interface DirectoryChange {
  readonly activity: Activity;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/** Properties of an account that hold its second factors; the activity is a plain "Update user" then. */
const FACTOR_PROPERTIES = [
  'StrongAuthenticationMethod',
  'StrongAuthenticationPhoneAppDetail',
  'StrongAuthenticationUserDetails',
  'SearchableDeviceKey',
];

/** What a directory activity did, from its name and the properties that it changed. */
export function describeChange(name: string, changed: NamedValues): DirectoryChange {
  const activity = refine(toActivity(name), changed);
  return {
    activity,
    facts: {
      change: activity.change,
      role: activity.kind === 'role-change' ? plain(changed.get('Role.DisplayName')) : null,
      ...(activity.kind === 'consent' ? consentFacts(changed) : {}),
    },
  };
}

function refine(activity: Activity, changed: NamedValues): Activity {
  if (activity.kind === 'account-change' && FACTOR_PROPERTIES.some((name) => changed.has(name))) {
    return { kind: 'authentication-method', change: 'changed' };
  }
  const addsKey = activity.kind === 'other' && changed.has('KeyDescription');
  return addsKey ? { kind: 'credential-change', change: 'application-credential' } : activity;
}

function consentFacts(changed: NamedValues): DirectoryChange['facts'] {
  const consent = readConsent(changed);
  return {
    grantedScopes: consent.grantedScopes,
    grantsMailAccess: consent.grantsMailAccess,
    isTenantWide: consent.isTenantWide,
    isAdminConsent: consent.isAdminConsent,
    isAppOnly: consent.isAppOnly,
    grantedAppId: toGuid(
      plain(changed.get('ServicePrincipal.AppId') ?? changed.get('TargetId.ServicePrincipalNames')),
    ),
  };
}

/** Values of Graph are JSON texts: `"\"x\""`, `["x"]`. */
function plain(text: string | null): string | null {
  const bare = text?.replace(/^[["\s]+/, '').replace(/[\]"\s]{1,8}$/, '') ?? '';
  return bare === '' ? null : bare;
}
