import type { Traits } from '../behaviour/traits.js';
import type { Calendar } from '../chance/calendar.js';
import type { Random } from '../chance/random.js';
import { PLACES } from '../data/places.js';
import type { Networks } from '../network/create-networks.js';
import { createHome } from '../network/create-networks.js';
import { outlookDesktop, outlookMobile, outlookWeb } from '../people/client.js';
import { companyComputer, phone } from '../people/device.js';
import type { Person } from '../people/person.js';

/** Somebody whose days look like an attack and are none. */
export interface LookAlike {
  readonly mailbox: string;
  readonly kind: string;
  readonly why: string;
}

/** A look-alike of one person. */
export interface PersonalLookAlike extends LookAlike {
  readonly person: Person;
  readonly traits: Traits;
}

interface Material {
  readonly random: Random;
  readonly calendar: Calendar;
  readonly networks: Networks;
  readonly person: Person;
}

type Kind = readonly [
  kind: string,
  why: string,
  traitsOf: (material: Material) => Traits,
  fits?: (person: Person) => boolean,
];

/** Deals the harmless oddities to people, one each, as many as there are people for them. */
export function dealLookAlikes(
  random: Random,
  world: Pick<Material, 'calendar' | 'networks'>,
  people: readonly Person[],
): readonly PersonalLookAlike[] {
  const free = random.shuffle(people.filter(({ isDormant }) => !isDormant));
  return KINDS.flatMap(([kind, why, traitsOf, fits = () => true]) => {
    const place = free.findIndex(fits);
    const [person] = place === -1 ? [] : free.splice(place, 1);
    if (person === undefined) return [];
    const traits = traitsOf({ ...world, random: random.fork(kind), person });
    return [{ mailbox: person.identity.upn, kind, why, person, traits }];
  });
}

const KINDS: readonly Kind[] = [
  [
    'rules-written-anew',
    'Outlook on the own computer writes all of its old rules anew as it starts.',
    () => ({}),
    ({ desktop }) => desktop !== null,
  ],
  ['travel', 'Works from a hotel and an airport with the company laptop.', trip],
  ['cloud-desktop', 'Works on a managed desktop that runs at a hosting provider, every day.', cloudDesktop],
  ['new-phone', 'A new phone fetches a great deal of mail again after a fresh second factor.', newPhone],
  ['benign-rule', 'Moves a newsletter to a folder by a rule.', () => ({})],
  ['back-from-leave', 'Reads what a week of leave has left, in one go.', backFromLeave],
  ['vpn-switch', 'Switches a consumer VPN on within a running session, on the company laptop.', consumerVpn],
  ['internal-forward', 'Forwards a mailing list to a colleague for the time of a project.', () => ({})],
  ['new-computer', 'A new company laptop syncs every folder.', newComputer],
  [
    'vendor-support',
    'The mail vendor works on a support case, with the app and the network of its own.',
    () => ({}),
  ],
  [
    'moved-house',
    'Works from a new home with another provider.',
    newHome,
    ({ homeShare }) => homeShare === 1,
  ],
  [
    'leaver-export',
    'Goes through the whole mailbox on one of the last days, agreed with the manager.',
    leaverExport,
  ],
  ['seldom-there', 'Signs in again after a long absence.', () => ({ returnsOn: -1 })],
  ['password-reset', 'Gets a new password from the help desk after a night of failed guesses.', () => ({})],
];

function trip({ random, networks }: Material): Traits {
  const hotel = random.pick(networks.hotels);
  return { trip: { fromDay: -2, toDay: -1, hotel, airport: random.pick(networks.hotels) } };
}

function cloudDesktop({ networks }: Material): Traits {
  const [, , host] = networks.hosting;
  return host === undefined ? {} : { cloudDesktop: host };
}

function newPhone({ random, calendar, person }: Material): Traits {
  const startedMs = calendar.at(-1, person.shiftStart - 50, person.place.utcOffsetHours);
  return {
    newPhone: {
      day: -1,
      client: outlookMobile(phone(random, false)),
      session: { id: random.guid(), startedMs },
    },
  };
}

function newComputer({ random, calendar, person }: Material): Traits {
  const computer = companyComputer(random, 'windows');
  const startedMs = calendar.at(-1, person.shiftStart, person.place.utcOffsetHours);
  return {
    newComputer: {
      day: -1,
      web: outlookWeb(computer, 'edge', true),
      desktop: outlookDesktop(computer, true),
      session: { id: random.guid(), startedMs },
    },
  };
}

function consumerVpn({ random, networks }: Material): Traits {
  return { consumerVpn: { day: -1, network: random.pick(networks.consumerVpns) } };
}

function newHome({ random, person }: Material): Traits {
  const near = PLACES.filter(({ stateCode }) => stateCode === person.place.stateCode);
  return { newHome: { day: -1, network: createHome(random, random.pick(near)) } };
}

function backFromLeave({ random }: Material): Traits {
  return { backOn: -1, readsMuch: { day: -1, count: random.int(90, 140) } };
}

function leaverExport({ random }: Material): Traits {
  return { readsMuch: { day: -1, count: random.int(160, 240) } };
}
