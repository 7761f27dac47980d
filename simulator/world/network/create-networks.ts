import type { Random } from '../chance/random.js';
import { ABROAD, FAR_PLACES, PLACES, type Place } from '../data/places.js';
import {
  CARRIERS,
  COMPANY_NETWORK,
  COMPANY_VPN,
  CONSUMER_VPNS,
  HOME_PROVIDERS,
  HOSTING,
  HOTELS,
  MICROSOFT,
} from '../data/providers.js';
import { createNetwork, type Network } from './network.js';

const SHARE_MISLOCATED = 0.05;

/** The networks that several people share. Homes belong to a person each. */
export interface Networks {
  /** One per city with an office; each has two egress addresses. */
  readonly offices: ReadonlyMap<string, Network>;
  readonly companyVpn: Network;
  /** Carrier gateways: a handful of shared addresses each. */
  readonly carriers: readonly Network[];
  readonly hotels: readonly Network[];
  readonly consumerVpns: readonly Network[];
  readonly hosting: readonly Network[];
  readonly microsoft: readonly Network[];
}

/** Builds the shared networks of a seed. */
export function createNetworks(random: Random): Networks {
  const offices = new Map<string, Network>();
  for (const place of PLACES) offices.set(place.city, createNetwork(random, COMPANY_NETWORK, place, 2));
  return {
    offices,
    companyVpn: createNetwork(random, COMPANY_VPN, cityNamed('Bellevue'), 4),
    carriers: CARRIERS.flatMap((carrier) =>
      ['Seattle', 'Dallas', 'Atlanta'].map((city) => createNetwork(random, carrier, cityNamed(city), 12)),
    ),
    hotels: HOTELS.flatMap((hotel) =>
      FAR_PLACES.slice(0, 3).map((far) => createNetwork(random, hotel, far, 2)),
    ),
    consumerVpns: CONSUMER_VPNS.map((vpn, index) => createNetwork(random, vpn, far(index + 3), 3)),
    hosting: HOSTING.map((host, index) => createNetwork(random, host, hostingPlace(index), 3)),
    microsoft: [far(4), far(5)].map((place) => createNetwork(random, MICROSOFT, place, 8)),
  };
}

/** A person's home. Geo-location puts some homes into another city. */
export function createHome(random: Random, place: Place): Network {
  const located = random.chance(SHARE_MISLOCATED) ? random.pick(PLACES) : place;
  return createNetwork(random, random.pick(HOME_PROVIDERS), located, 1);
}

function cityNamed(city: string): Place {
  return PLACES.find((place) => place.city === city) ?? far(0);
}

function far(index: number): Place {
  const place = FAR_PLACES[index % FAR_PLACES.length];
  if (place === undefined) throw new RangeError('no far place');
  return place;
}

function hostingPlace(index: number): Place {
  const abroad = ABROAD[index % ABROAD.length];
  return index % 2 === 0 || abroad === undefined ? far(index + 2) : abroad;
}
