import type { SimUser } from '../../tenant.js';
import type { Calendar } from '../chance/calendar.js';
import type { Random } from '../chance/random.js';
import { PLACES, type Place } from '../data/places.js';
import { createHome, type Networks } from '../network/create-networks.js';
import { withOwnPrefix } from '../network/network.js';
import { outlookDesktop, outlookMobile, outlookWeb } from './client.js';
import { companyComputer, phone } from './device.js';
import { nameGiver } from './name-people.js';
import type { Department, MailboxIdentity, Person } from './person.js';
import { JOB_TITLES } from './roles.js';

const SHARES: readonly (readonly [Department, number])[] = [
  ['call-centre', 0.35],
  ['field', 0.19],
  ['corporate', 0.27],
  ['retail', 0.11],
  ['it', 0.04],
];

export interface PeopleOptions {
  readonly random: Random;
  readonly calendar: Calendar;
  readonly networks: Networks;
  readonly domain: string;
  readonly count: number;
}

/** Everybody with a mailbox of their own; the last ones are executives, each followed by an assistant. */
export function createPeople(options: PeopleOptions): readonly Person[] {
  const giveName = nameGiver(options.random.fork('names'), options.domain);
  const pairs = Math.max(options.count < 20 ? 1 : 2, Math.round(options.count * 0.02));
  return Array.from({ length: options.count }, (_, index) => {
    const random = options.random.fork(`person/${index}`);
    const fromEnd = options.count - 1 - index;
    const department =
      fromEnd < pairs * 2 ? executiveOrAssistant(fromEnd) : departmentOf(index, options.count);
    return createPerson(options, random, index, department, giveName(index));
  });
}

function executiveOrAssistant(fromEnd: number): Department {
  return fromEnd % 2 === 0 ? 'assistant' : 'executive';
}

/** Departments are dealt out in turn and not drawn, so that small tenants have every kind too. */
function departmentOf(index: number, count: number): Department {
  const turn = (index * 0.618_034 + index / count) % 0.96;
  let sum = 0;
  for (const [department, share] of SHARES) {
    sum += share;
    if (turn < sum) return department;
  }
  return 'corporate';
}

function createPerson(
  options: PeopleOptions,
  random: Random,
  index: number,
  department: Department,
  name: { readonly display: string; readonly upn: string },
): Person {
  const place = placeOf(random, department);
  const user = createUser(random, department, name);
  return {
    index,
    user,
    identity: identityOf(random, user),
    department,
    place,
    ...hoursOf(random, department),
    home: createHome(random, place),
    carrier: carrierFor(options.networks, random, place),
    office: department === 'field' ? null : (options.networks.offices.get(place.city) ?? null),
    homeShare: department === 'corporate' || department === 'it' ? random.pick([0.2, 0.4, 0.6, 1]) : 0,
    usesCompanyVpn: (department === 'corporate' || department === 'it') && random.chance(0.5),
    isDormant: department !== 'executive' && department !== 'assistant' && random.chance(0.04),
    deskPhone: `${place.areaCode}-555-01${String(index % 30).padStart(2, '0')}`,
    ...clientsOf(options, random, department),
  };
}

function createUser(
  random: Random,
  department: Department,
  name: { readonly display: string; readonly upn: string },
): SimUser {
  return {
    id: random.guid(),
    userPrincipalName: name.upn,
    mail: name.upn,
    displayName: name.display,
    department: DEPARTMENT_NAMES[department],
    jobTitle: random.pick(JOB_TITLES[department]),
    userType: 'Member',
    accountEnabled: true,
    onPremisesSyncEnabled: random.chance(0.3),
    mailboxKind: 'user',
    roles: department === 'it' && random.chance(0.3) ? ['Exchange Administrator'] : [],
    eligibleRoles: department === 'it' ? ['User Administrator'] : [],
  };
}

/** Mailbox identities as Exchange audit writes them. */
export function identityOf(random: Random, user: SimUser): MailboxIdentity {
  return {
    userId: user.id,
    upn: user.userPrincipalName,
    mailboxGuid: random.guid(),
    sid: `S-1-5-21-1148582062-3132321681-773847816-${random.int(10_000_000, 49_999_999)}`,
    displayName: user.displayName,
  };
}

function placeOf(random: Random, department: Department): Place {
  const callCentres = ['Spokane', 'Kansas City', 'Tampa', 'Boise'];
  const headOffices = ['Bellevue', 'Seattle', 'Dallas', 'Atlanta'];
  if (department === 'retail' || department === 'field') return random.pick(PLACES);
  const cities = department === 'call-centre' ? callCentres : headOffices;
  return random.pick(PLACES.filter((place) => cities.includes(place.city)));
}

function hoursOf(random: Random, department: Department): { shiftStart: number; shiftEnd: number } {
  const starts =
    department === 'call-centre'
      ? [360, 480, 540, 720]
      : department === 'retail'
        ? [540, 600]
        : [450, 480, 510];
  const shiftStart = random.pick(starts) + random.int(-15, 15);
  return { shiftStart, shiftEnd: shiftStart + 510 };
}

function carrierFor(networks: Networks, random: Random, place: Place): Person['carrier'] {
  const near = networks.carriers.filter(
    (carrier) => Math.abs(carrier.place.utcOffsetHours - place.utcOffsetHours) <= 1,
  );
  return withOwnPrefix(random.pick(near.length > 0 ? near : networks.carriers), random);
}

type Clients = Pick<Person, 'web' | 'desktop' | 'mobile' | 'mobileSession' | 'desktopSession'>;

function clientsOf(options: PeopleOptions, random: Random, department: Department): Clients {
  const isMac = (department === 'executive' || department === 'it') && random.chance(0.3);
  const computer = companyComputer(random, isMac ? 'macos' : 'windows');
  const isBound = random.chance(0.85);
  const hasDesktop = ['corporate', 'executive', 'assistant'].includes(department) || random.chance(0.25);
  const mobile = outlookMobile(phone(random, random.chance(0.5)));
  const startedMs = options.calendar.firstMs - random.int(5, 60) * 86_400_000;
  return {
    web: outlookWeb(computer, isMac ? 'safari' : random.chance(0.7) ? 'edge' : 'chrome', isBound),
    desktop: hasDesktop ? outlookDesktop(computer, isBound) : null,
    mobile,
    mobileSession: { id: random.guid(), startedMs },
    desktopSession: hasDesktop ? { id: random.guid(), startedMs } : null,
  };
}

const DEPARTMENT_NAMES: Readonly<Record<Department, string>> = {
  'call-centre': 'Customer Care',
  retail: 'Retail Stores',
  field: 'Field Operations',
  corporate: 'Corporate',
  it: 'Information Technology',
  executive: 'Executive Office',
  assistant: 'Executive Office',
};
