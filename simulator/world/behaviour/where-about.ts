import type { Random } from '../chance/random.js';
import type { Network } from '../network/network.js';
import type { Person } from '../people/person.js';
import type { Stage } from '../stage.js';
import type { Traits } from './traits.js';

/** Which network somebody's machines are on, by local minute of one day. */
export interface Whereabouts {
  computer(minute: number): Network;
  phone(minute: number): Network;
}

const COMMUTE_MINUTES = 40;
const VPN_FROM_MINUTE = 780;

/** Home, office, road or away: one day of one person. */
export function whereAbout(
  stage: Stage,
  random: Random,
  person: Person,
  traits: Traits,
  day: number,
): Whereabouts {
  const { trip } = traits;
  if (trip !== undefined && day >= trip.fromDay && day <= trip.toDay) {
    return {
      computer: (minute) =>
        day === trip.fromDay && minute < person.shiftStart + 150 ? trip.airport : trip.hotel,
      phone: () => (random.chance(0.6) ? person.carrier : trip.hotel),
    };
  }
  const { newHome } = traits;
  const home = newHome !== undefined && day >= newHome.day ? newHome.network : person.home;
  const workplace = workplaceOf(stage, random, person, home, traits.cloudDesktop);
  return {
    computer: (minute) => consumerVpnAt(traits, day, minute) ?? workplace(minute),
    phone: (minute) => phoneNetwork(random, person, home, minute),
  };
}

function workplaceOf(
  stage: Stage,
  random: Random,
  person: Person,
  home: Network,
  cloudDesktop: Network | undefined,
): (minute: number) => Network {
  if (cloudDesktop !== undefined) return () => cloudDesktop;
  const isHome = random.chance(person.homeShare);
  const { office } = person;
  if (!isHome && office !== null) return () => office;
  if (!isHome) return () => (random.chance(0.5) ? person.carrier : home);
  if (!person.usesCompanyVpn) return () => home;
  const vpnFrom = person.shiftStart + random.int(0, 200);
  const vpnTo = vpnFrom + random.int(60, 240);
  return (minute) => (minute >= vpnFrom && minute < vpnTo ? stage.networks.companyVpn : home);
}

function consumerVpnAt(traits: Traits, day: number, minute: number): Network | null {
  const { consumerVpn } = traits;
  return consumerVpn !== undefined && consumerVpn.day === day && minute >= VPN_FROM_MINUTE
    ? consumerVpn.network
    : null;
}

function phoneNetwork(random: Random, person: Person, home: Network, minute: number): Network {
  const isWorking = minute >= person.shiftStart && minute <= person.shiftEnd;
  if (isWorking) return random.chance(0.55) ? person.carrier : (person.office ?? person.carrier);
  const isOnRoad = minute > person.shiftStart - COMMUTE_MINUTES && minute < person.shiftEnd + COMMUTE_MINUTES;
  return isOnRoad || random.chance(0.25) ? person.carrier : home;
}
