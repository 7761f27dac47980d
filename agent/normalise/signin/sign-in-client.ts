import type { EventClient } from '../../model/access-event.js';
import { programFamily, scriptFamily, systemFamily } from '../fields/client.js';
import type { Fields } from '../fields/fields.js';

/** Clients that cannot meet a second factor, by the start of `clientAppUsed`. */
const LEGACY: readonly (readonly [start: string, family: string])[] = [
  ['imap', 'imap'],
  ['pop', 'pop'],
  ['authenticated smtp', 'smtp'],
  ['smtp', 'smtp'],
  ['exchange activesync', 'activesync'],
  ['exchange web services', 'ews'],
  ['exchange online powershell', 'powershell'],
  ['mapi', 'outlook-desktop'],
  ['outlook anywhere', 'outlook-desktop'],
  ['offline address book', 'outlook-desktop'],
  ['outlook service', 'outlook-desktop'],
  ['autodiscover', 'autodiscover'],
  ['reporting web services', 'other-legacy'],
  ['other clients', 'other-legacy'],
];

/** Microsoft's own mail programs sign in without a browser; these are their public application ids. */
const OUTLOOK_MOBILE_APP = '27922004-5251-4030-b22d-91ecd9a37ea4';
const OFFICE_APP = 'd3590ed6-52b3-4102-aeff-aad2292ab01c';
const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000';

/** The client of a sign-in: device, application, program. */
export function toSignInClient(fields: Fields): EventClient {
  const device = fields.object('deviceDetail');
  const userAgent = fields.text('userAgent');
  const appId = fields.text('appId')?.toLowerCase() ?? null;
  return {
    appId,
    appName: fields.text('appDisplayName'),
    family: familyOf(fields, device, appId),
    os: systemFamily(device.text('operatingSystem')) ?? systemFamily(userAgent),
    deviceId: device.text('deviceId')?.toLowerCase() ?? null,
    isManaged: device.flag('isManaged'),
    isCompliant: device.flag('isCompliant'),
  };
}

/** The legacy protocol of `clientAppUsed`, or null for browsers and modern programs. */
export function legacyFamily(fields: Fields): string | null {
  const used = fields.text('clientAppUsed')?.toLowerCase() ?? '';
  return LEGACY.find(([start]) => used.startsWith(start))?.[1] ?? null;
}

function familyOf(fields: Fields, device: Fields, appId: string | null): string | null {
  const userAgent = fields.text('userAgent');
  const resource = fields.text('resourceIdentity', 'resourceId')?.toLowerCase();
  if (appId === OUTLOOK_MOBILE_APP) return 'outlook-mobile';
  const program = scriptFamily(userAgent) ?? legacyFamily(fields);
  if (program !== null) return program;
  if (appId === OFFICE_APP) return resource === EXCHANGE_ONLINE ? 'outlook-desktop' : 'office-desktop';
  return programFamily(device.text('browser')) ?? programFamily(userAgent);
}
