import type { Random } from '../chance/random.js';
import { PARAMETERS, type Role } from '../parameters.js';
import type { DesktopSystem } from './clients.js';
import {
  type City,
  cloudDesktop,
  HOME_CITIES,
  homeNetwork,
  mobileNetwork,
  type Network,
  officeNetwork,
  relayNetwork,
} from './networks.js';

/** A mailbox, with the names that the logs have for it. */
export interface Mailbox {
  readonly upn: string;
  readonly guid: string;
  readonly sid: string;
}

/** A device; `id` is empty for one that the directory does not know. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly isManaged: boolean;
}

/** Somebody with an account. What changes in a life (phone, home, journey) is replaced in place. */
export interface Person {
  readonly number: number;
  readonly userId: string;
  readonly displayName: string;
  readonly mailbox: Mailbox;
  readonly role: Role;
  readonly timeZone: number;
  readonly isNightShift: boolean;
  readonly isDormant: boolean;
  readonly isAudited: boolean;
  readonly hasVpn: boolean;
  readonly hasPhone: boolean;
  readonly usesRelay: boolean;
  readonly system: DesktopSystem;
  readonly phoneSystem: 'Ios' | 'Android';
  readonly usesOutlook: boolean;
  readonly office: Network;
  readonly carrier: Network;
  readonly relay: Network;
  readonly desktop: Network | null;
  home: Network;
  /** Where they are on a journey, until then. */
  journey: { readonly network: Network; readonly untilMs: number } | null;
  laptop: Device;
  phone: Device;
  /** Mailboxes of others that they read as part of their work. */
  readonly delegateOf: Mailbox[];
}

export const NO_DEVICE: Device = { id: '', name: '', isManaged: false };

const NAMES = [
  'Ada',
  'Ben',
  'Cleo',
  'Dev',
  'Eli',
  'Fay',
  'Gus',
  'Hana',
  'Ivo',
  'Jun',
  'Kay',
  'Lou',
  'Mia',
  'Ned',
  'Ola',
  'Pia',
];
const FAMILY_NAMES = [
  'Archer',
  'Bauer',
  'Castro',
  'Dunn',
  'Ekström',
  'Flores',
  'Gray',
  'Hu',
  'Ito',
  'Jain',
  'Kowalski',
  'Lopez',
];

/** A company: offices first, then people by role, then assistants and shared mailboxes. */
export function createPeople(random: Random, count: number, domain: string): readonly Person[] {
  const offices = HOME_CITIES.map((place) => ({ place, network: officeNetwork(random, place) }));
  return Array.from({ length: count }, (_, number) =>
    createPerson(random.child(`person ${number}`), number, domain, random.pick(offices)),
  );
}

function createPerson(
  random: Random,
  number: number,
  domain: string,
  { place, network }: { readonly place: City; readonly network: Network },
): Person {
  const { people } = PARAMETERS;
  const role = random.weighted(people.roles);
  const hasDesk = role === 'corporate' || role === 'executive' || role === 'it' || role === 'call-centre';
  const first = random.pick(NAMES);
  const family = random.pick(FAMILY_NAMES);
  return {
    number,
    userId: random.guid(),
    displayName: `${first} ${family}`,
    mailbox: mailboxOf(random, `${first}.${family.replace('ö', 'o')}${number}`.toLowerCase(), domain),
    role,
    timeZone: random.pick(people.timeZones),
    isNightShift: random.chance(people.nightShiftShare),
    isDormant: role !== 'service' && random.chance(people.dormantShare),
    isAudited: !random.chance(PARAMETERS.logging.unauditedShare),
    hasVpn: hasDesk && random.chance(people.vpnShare),
    hasPhone: role !== 'service' && random.chance(people.phoneShare),
    usesRelay: random.chance(people.relayShare),
    system: random.chance(0.15) ? 'MacOs' : random.pick(['Windows10', 'Windows11']),
    phoneSystem: random.pick(['Ios', 'Android']),
    usesOutlook: hasDesk && random.chance(0.75),
    office: network,
    carrier: mobileNetwork(random, place),
    relay: relayNetwork(random, place),
    desktop: random.chance(people.cloudDesktopShare) ? cloudDesktop(random) : null,
    home: homeNetwork(random, place),
    journey: null,
    laptop: hasDesk ? newDevice(random, 'LT') : NO_DEVICE,
    phone: random.chance(0.5) ? newDevice(random, 'PH') : NO_DEVICE,
    delegateOf: [],
  };
}

/** A device that the company manages. */
export function newDevice(random: Random, prefix: string): Device {
  return {
    id: random.guid(),
    name: `${prefix}-${random.text('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 7)}`,
    isManaged: true,
  };
}

export function mailboxOf(random: Random, local: string, domain: string): Mailbox {
  return {
    upn: `${local}@${domain}`,
    guid: random.guid(),
    sid: `S-1-5-21-${random.int(1e8, 2e9)}-${random.int(1e8, 2e9)}-${random.int(1e8, 2e9)}-${random.int(1_000, 9_000_000)}`,
  };
}

/** Gives executives assistants and groups shared mailboxes. Gives the shared mailboxes. */
export function assignDelegates(
  random: Random,
  people: readonly Person[],
  domain: string,
): readonly Mailbox[] {
  for (const executive of people.filter(({ role }) => role === 'executive'))
    random.pick(people).delegateOf.push(executive.mailbox);
  const { peoplePerSharedMailbox, delegates } = PARAMETERS.people;
  return Array.from({ length: Math.floor(people.length / peoplePerSharedMailbox) }, (_, number) => {
    const shared = mailboxOf(random, `team-${number}`, domain);
    const count = random.int(delegates.least, delegates.most);
    for (let each = 0; each < count; each += 1) random.pick(people).delegateOf.push(shared);
    return shared;
  });
}
