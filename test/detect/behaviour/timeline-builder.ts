import { DEFAULT_TUNING } from '../../../agent/detect/tuning/default-tuning.js';
import type {
  AccessEvent,
  AccessEventKind,
  EventAuthentication,
  EventClient,
  EventNetwork,
  EventSession,
} from '../../../agent/model/access-event.js';
import type { Timeline } from '../../../agent/model/store.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, shift } from '../../../agent/model/time.js';
import type { Tuning } from '../../../agent/model/tuning.js';

export const OWNER = 'ana@contoso.com';
const START = '2026-03-02T00:00:00.000Z';

/** Tuning with one provider of each class, as the shipped lists would know it. */
export const TUNING: Tuning = {
  ...DEFAULT_TUNING,
  networks: [
    { class: 'hosting', asns: [64501], ranges: [] },
    { class: 'vpn', asns: [64502], ranges: [] },
    { class: 'mobile', asns: [64503], ranges: [] },
    { class: 'provider', asns: [], ranges: ['198.19.0.0/16'] },
  ],
  applications: ['app-owa'],
};

const BASE_NETWORK: EventNetwork = {
  address: null,
  prefix: null,
  asn: null,
  country: null,
  place: null,
  isTrusted: false,
};

/** A network by its first three octets. */
export function network(prefix: string, more: Partial<EventNetwork> = {}): EventNetwork {
  return { ...BASE_NETWORK, address: `${prefix}.7`, prefix: `${prefix}.0/24`, ...more };
}

export const HOME = network('198.51.100', { asn: 64510, country: 'US' });
export const CARRIER = network('198.51.101', { asn: 64503, country: 'US' });
export const HOTEL = network('203.0.113', { asn: 64520, country: 'PT' });
export const CAFE = network('203.0.114', { asn: 64521, country: 'US' });
export const HOSTING = network('192.0.2', { asn: 64501, country: 'NL' });
/** Servers of the mail provider, which fetch mail for phones. */
export const PROVIDER = network('198.19.1');
export const VPN = network('192.0.3', { asn: 64502, country: 'SE' });

const BASE_CLIENT: EventClient = {
  appId: null,
  appName: null,
  family: null,
  os: null,
  deviceId: null,
  isManaged: null,
  isCompliant: null,
};

export function client(
  family: string | null,
  os: string | null,
  more: Partial<EventClient> = {},
): EventClient {
  return { ...BASE_CLIENT, family, os, ...more };
}

export const LAPTOP = client('edge', 'windows', { deviceId: 'd-laptop', isManaged: true, isCompliant: true });
export const NEW_PHONE = client('outlook-mobile', 'ios');
export const STRANGER = client('chrome', 'linux');
export const OWA = client('owa', null, { appId: 'app-owa' });
export const DESKTOP = client('outlook-desktop', 'windows');

export interface Act {
  readonly kind?: AccessEventKind;
  readonly day: number;
  readonly hour: number;
  readonly minute?: number;
  readonly network?: EventNetwork;
  readonly client?: EventClient;
  readonly session?: string | null;
  readonly token?: string | null;
  readonly isBound?: boolean | null;
  readonly issuedAt?: string;
  readonly user?: string;
  readonly mailbox?: string;
  readonly actorType?: AccessEvent['actorType'];
  readonly outcome?: AccessEvent['outcome'];
  readonly errorCode?: string;
  readonly auth?: Partial<EventAuthentication>;
  readonly messages?: number;
  readonly folders?: number;
  readonly facts?: AccessEvent['facts'];
}

/** The instant of a day (from 0) and hour of these timelines. */
export function at(day: number, hour: number, minute = 0): string {
  return shift(START, day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS);
}

/** One event from the few things that a case is about. Ids follow from the content. */
export function event(act: Act): AccessEvent {
  const kind = act.kind ?? 'sign-in';
  const when = at(act.day, act.hour, act.minute);
  const session: EventSession = {
    id: act.session ?? null,
    tokenId: act.token ?? null,
    isBound: act.isBound ?? null,
    ...(act.issuedAt === undefined ? {} : { issuedAt: act.issuedAt }),
  };
  const user = act.user ?? OWNER;
  const id = `${kind}:${when}:${user}:${act.network?.address ?? '-'}:${act.session ?? act.token ?? '-'}:${act.errorCode ?? ''}`;
  return {
    id,
    source: kind === 'sign-in' ? 'signIns' : 'exchangeAudit',
    kind,
    at: when,
    operation: kind,
    outcome: act.outcome ?? 'success',
    user: { id: null, upn: user },
    mailbox: { id: `id-${act.mailbox ?? user}`, upn: act.mailbox ?? user },
    actorType: act.actorType ?? 'user',
    network: act.network ?? HOME,
    client: act.client ?? (kind === 'sign-in' ? LAPTOP : OWA),
    session,
    authentication: kind === 'sign-in' ? authentication(act) : null,
    mail: kind.startsWith('mail-') ? mail(act, id) : null,
    risk: null,
    facts: act.facts ?? {},
    recordHash: id,
    needsCredential: (act.outcome ?? 'success') !== 'failure',
  };
}

function authentication(act: Act): EventAuthentication {
  return {
    protocol: null,
    requirement: null,
    mfa: null,
    errorCode: act.errorCode ?? null,
    isInteractive: true,
    isLegacy: false,
    ...act.auth,
  };
}

function mail(act: Act, id: string): AccessEvent['mail'] {
  const messages = Array.from({ length: act.messages ?? (act.kind === 'mail-read' ? 3 : 0) }, (_, index) => ({
    messageId: `<${index}@${id}>`,
    folderId: 'inbox',
  }));
  const folders = Array.from({ length: act.folders ?? 0 }, (_, index) => ({ id: `f${index}`, path: null }));
  return { messages, folders, isThrottled: false };
}

/** Mail access without an address in the sign-in log's words: what the mail log knows of a network. */
export function bare(of: EventNetwork): EventNetwork {
  return { ...BASE_NETWORK, address: of.address, prefix: of.prefix };
}

/** Days of ordinary life: a sign-in on the managed laptop at home each morning, a little mail in that session. */
export function habit(days: number, more: Partial<Act> = {}): readonly AccessEvent[] {
  return Array.from({ length: days }, (_, day) => {
    const session = `s-habit-${day}`;
    return [
      event({ day, hour: 8, session, ...more }),
      event({ kind: 'mail-read', day, hour: 9, session, network: bare(HOME), ...withoutClient(more) }),
    ];
  }).flat();
}

function withoutClient(more: Partial<Act>): Partial<Act> {
  const { client: _client, ...rest } = more;
  return rest.network === undefined ? rest : { ...rest, network: bare(rest.network) };
}

export function timeline(events: readonly AccessEvent[], subject = OWNER): Timeline {
  const sorted = [...events].sort((left, right) => (left.at + left.id < right.at + right.id ? -1 : 1));
  return { subject, events: sorted, matches: [] };
}
