import type { Random } from '../chance/random.js';
import { PARAMETERS } from '../parameters.js';

export type NetworkKind =
  | 'office'
  | 'home'
  | 'mobile'
  | 'company-vpn'
  | 'relay'
  | 'cloud-desktop'
  | 'hotel'
  | 'hosting'
  | 'consumer-vpn'
  | 'provider';

/** Somewhere that people or machines sit. */
export interface Network {
  readonly kind: NetworkKind;
  readonly asn: number;
  readonly country: string;
  readonly state: string;
  readonly city: string;
  /** First two numbers of its IPv4 addresses. */
  readonly block: string;
  /** Third number where the network is one subnet; null: a pool of the carrier. */
  readonly subnet: number | null;
  /** Fixed last numbers, as of an office; empty: see `addressAt`. */
  readonly hosts: readonly number[];
  /** First half of its IPv6 addresses; null: IPv4 alone. */
  readonly prefix6: string | null;
}

export interface City {
  readonly city: string;
  readonly state: string;
  readonly country: string;
}

export const HOME_CITIES: readonly City[] = [
  { city: 'Seattle', state: 'Washington', country: 'US' },
  { city: 'Denver', state: 'Colorado', country: 'US' },
  { city: 'Dallas', state: 'Texas', country: 'US' },
  { city: 'Atlanta', state: 'Georgia', country: 'US' },
  { city: 'Columbus', state: 'Ohio', country: 'US' },
];

export const JOURNEY_CITIES: readonly City[] = [
  { city: 'Chicago', state: 'Illinois', country: 'US' },
  { city: 'New York', state: 'New York', country: 'US' },
  { city: 'Las Vegas', state: 'Nevada', country: 'US' },
  { city: 'London', state: 'England', country: 'GB' },
  { city: 'Munich', state: 'Bavaria', country: 'DE' },
  { city: 'Toronto', state: 'Ontario', country: 'CA' },
];

/** Access providers of homes, by what public routing tables call them: Comcast, Charter, Verizon, AT&T, Cox, Lumen. */
const HOME_ASNS = [7922, 20115, 701, 7018, 22773, 209];
/** T-Mobile USA, Verizon Wireless, AT&T Mobility. */
const CARRIER_ASNS = [21928, 6167, 20057];
/** Providers of hotels and conference centres. */
const HOTEL_ASNS = [7029, 33363, 11427, 5607, 3320, 577];

/** An office: one subnet with a few addresses for everybody. */
export function officeNetwork(random: Random, place: City): Network {
  return {
    ...place,
    kind: 'office',
    asn: random.pick([7018, 701, 3356]),
    block: `12.${random.int(10, 250)}`,
    subnet: random.int(1, 254),
    hosts: Array.from({ length: random.int(1, 3) }, () => random.int(2, 250)),
    prefix6: null,
  };
}

export function homeNetwork(random: Random, place: City): Network {
  const hasTwoStacks = random.chance(PARAMETERS.network.dualStackShare);
  return {
    ...place,
    kind: 'home',
    asn: random.pick(HOME_ASNS),
    block: `${random.pick([24, 67, 73, 98])}.${random.int(1, 250)}`,
    subnet: random.int(1, 254),
    hosts: [random.int(2, 250)],
    prefix6: hasTwoStacks ? `2601:${quad(random)}:${quad(random)}:${quad(random)}` : null,
  };
}

/** A carrier: addresses that thousands share and that change within the hour. */
export function mobileNetwork(random: Random, place: City): Network {
  return {
    ...place,
    kind: 'mobile',
    asn: random.pick(CARRIER_ASNS),
    block: `${random.pick([172, 174, 107])}.${random.int(32, 58)}`,
    subnet: null,
    hosts: [],
    prefix6: random.chance(0.5) ? `2607:fb90:${quad(random)}:${quad(random)}` : null,
  };
}

/** A hotel, an airport. */
export function hotelNetwork(random: Random, place: City): Network {
  return { ...homeNetwork(random, place), kind: 'hotel', asn: random.pick(HOTEL_ASNS), prefix6: null };
}

/** One country's exit of the company's own VPN. */
export function companyExit(random: Random, asn: number, country: string): Network {
  const place = {
    city: country === 'US' ? 'Ashburn' : country === 'CA' ? 'Toronto' : 'London',
    state: '',
    country,
  };
  return {
    ...place,
    kind: 'company-vpn',
    asn,
    block: `165.${random.int(1, 250)}`,
    subnet: random.int(1, 254),
    hosts: [11, 12, 13, 14],
    prefix6: null,
  };
}

/** iCloud Private Relay through Cloudflare. */
export function relayNetwork(random: Random, place: City): Network {
  return {
    ...place,
    kind: 'relay',
    asn: 13335,
    block: `104.${random.int(16, 31)}`,
    subnet: null,
    hosts: [],
    prefix6: null,
  };
}

/** A desktop in Azure or AWS. */
export function cloudDesktop(random: Random): Network {
  const asn = random.pick([8075, 16509]);
  return {
    kind: 'cloud-desktop',
    asn,
    country: 'US',
    state: 'Virginia',
    city: 'Boydton',
    block: asn === 8075 ? '20.42' : '3.208',
    subnet: random.int(1, 254),
    hosts: [random.int(2, 250)],
    prefix6: null,
  };
}

/** Exchange's own servers, which stand in some records for the client. */
export const PROVIDER_NETWORK: Network = {
  ...{
    kind: 'provider',
    asn: 8075,
    country: 'US',
    state: '',
    city: '',
    block: '40.126',
    subnet: 28,
    hosts: [10, 11, 12],
  },
  prefix6: '2603:10b6:208:1a',
};

/** A rented machine or a VPN that anybody can buy. */
export function rentedNetwork(random: Random, kind: 'hosting' | 'consumer-vpn', asn: number): Network {
  const place = random.pick([
    { city: 'Amsterdam', state: 'North Holland', country: 'NL' },
    { city: 'Frankfurt', state: 'Hesse', country: 'DE' },
    { city: 'Los Angeles', state: 'California', country: 'US' },
    { city: 'Dallas', state: 'Texas', country: 'US' },
    { city: 'Lagos', state: 'Lagos', country: 'NG' },
  ]);
  return {
    ...place,
    kind,
    asn,
    block: `${random.pick([45, 91, 141, 185, 193])}.${random.int(1, 250)}`,
    subnet: random.int(1, 254),
    hosts: [random.int(2, 250)],
    prefix6: null,
  };
}

/** The address that one of the network's clients shows at that time. `who` tells clients of one network apart. */
export function addressAt(network: Network, who: number, atMs: number, random: Random): string {
  const isSix = network.prefix6 !== null && random.chance(0.5);
  if (isSix)
    return `${network.prefix6}:${interfaceId(who, Math.floor(atMs / PARAMETERS.network.privacyAddressMs))}`;
  const host = network.hosts[who % Math.max(network.hosts.length, 1)];
  if (network.subnet !== null) return `${network.block}.${network.subnet}.${host ?? (who % 250) + 2}`;
  const lease = mix(who, Math.floor(atMs / PARAMETERS.network.carrierLeaseMs));
  return `${network.block}.${lease % 256}.${((lease >>> 8) % 254) + 1}`;
}

function interfaceId(who: number, day: number): string {
  const left = mix(who, day).toString(16).padStart(8, '1');
  const right = mix(day, who + 7)
    .toString(16)
    .padStart(8, '2');
  return `${left.slice(0, 4)}:${left.slice(4)}:${right.slice(0, 4)}:${right.slice(4)}`;
}

function mix(left: number, right: number): number {
  return (Math.imul(left + 0x9e3779b1, 0x85ebca6b) ^ Math.imul(right + 0x7f4a7c15, 0xc2b2ae35)) >>> 0;
}

function quad(random: Random): string {
  return random.int(0x1000, 0xffff).toString(16);
}
