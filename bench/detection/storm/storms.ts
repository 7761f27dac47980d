import { takeNewPhone } from '../benign/changes.js';
import { applicationActor, createArchive } from '../benign/company-day.js';
import { actorOf, type Life, takeToken, userOf } from '../benign/life.js';
import { syncFolders } from '../benign/work-day.js';
import { logSignIn, PLAIN_SIGN_IN } from '../records/sign-in.js';
import { outlookDesktop, outlookWeb } from '../world/clients.js';
import { addressAt } from '../world/networks.js';
import { createPeople, type Person } from '../world/people.js';
import { addOpening, drawExits, type Stage } from '../world/stage.js';

const HOUR_MS = 3_600_000;
/** Netskope, by public routing tables; the company's VPN before is Zscaler's. */
const OTHER_VPN_ASN = 55_256;

/** Something that happens to a whole company and is nobody's attack. Nobody may be contained for it. */
export type StormName = 'vpn' | 'migration' | 'phones' | 'merger' | 'risk';

export const STORMS: readonly StormName[] = ['vpn', 'migration', 'phones', 'merger', 'risk'];

/** Lets the storm come over the company on that day. */
export function raiseStorm(
  name: StormName,
  stage: Stage,
  lives: (person: Person) => Life,
  dayMs: number,
): void {
  const random = stage.random.child(`storm ${name}`);
  switch (name) {
    case 'vpn':
      stage.exits = drawExits(random, OTHER_VPN_ASN);
      return;
    case 'migration':
      migrate(stage, dayMs);
      return;
    case 'phones':
      for (const person of stage.people)
        if (person.hasPhone && random.chance(0.2))
          takeNewPhone(stage, random, person, lives(person), dayMs + random.int(14, 30) * HOUR_MS);
      return;
    case 'merger':
      merge(stage, dayMs);
      return;
    case 'risk':
      rateEverybody(stage, dayMs);
      return;
  }
}

/** Over a weekend a tool reads every mailbox, and on Monday every Outlook takes everything anew. */
function migrate(stage: Stage, dayMs: number): void {
  const random = stage.random.child('migration');
  const { app, network } = createArchive(random);
  const actor = applicationActor(
    { ...app, name: 'Mailbox migration' },
    `${network.block}.${network.subnet}.20`,
  );
  for (const person of stage.people) {
    for (let each = 0; each < 60; each += 1)
      addOpening(stage, {
        atMs: dayMs + person.number * 1_000 + each * 5_000,
        mailbox: person.mailbox,
        actor,
        folder: 'Inbox',
        messageId: `<${random.text('ABCDEF0123456789', 16)}@mail.example>`,
        label: null,
      });
    if (!person.usesOutlook) continue;
    const use = {
      client: outlookDesktop(person.system),
      device: person.laptop,
      network: person.office,
      atMs: dayMs + random.int(15, 22) * HOUR_MS,
    };
    const session = takeToken(stage, random, person, new Map(), use);
    syncFolders(stage, random, person, use, session, [
      'Inbox',
      'Sent Items',
      'Archive',
      'Drafts',
      'Projects',
      'Deleted Items',
    ]);
  }
}

/** People of a bought company sign in for the first time, all from its one office. */
function merge(stage: Stage, dayMs: number): void {
  const random = stage.random.child('merger');
  for (const person of createPeople(
    random,
    Math.ceil(stage.people.length / 2),
    `bought.${stage.tenant.domain}`,
  )) {
    const use = {
      client: outlookWeb(person.system, 142),
      device: person.laptop,
      network: person.office,
      atMs: dayMs + random.int(15, 22) * HOUR_MS,
    };
    const session = takeToken(stage, random, person, new Map(), use);
    for (let each = 0; each < 12; each += 1) {
      const atMs = use.atMs + random.int(60_000, HOUR_MS);
      addOpening(stage, {
        atMs,
        mailbox: person.mailbox,
        actor: actorOf(person, session, { ...use, atMs }, random),
        folder: 'Inbox',
        messageId: `<${random.text('ABCDEF0123456789', 16)}@mail.example>`,
        label: null,
      });
    }
  }
}

/** The provider calls a third of all sign-ins of five hours risky, as on 19 April 2025. */
function rateEverybody(stage: Stage, dayMs: number): void {
  const random = stage.random.child('risk');
  for (const person of stage.people) {
    if (!random.chance(0.33)) continue;
    const atMs = dayMs + 16 * HOUR_MS + random.int(0, 5 * HOUR_MS);
    logSignIn(stage.logbook, random, stage.tenant.id, {
      ...PLAIN_SIGN_IN,
      ...{
        user: userOf(person),
        client: outlookWeb(person.system, 142),
        device: person.laptop,
        network: person.office,
        atMs,
      },
      ...{ address: addressAt(person.office, person.number, atMs, random), risk: 'high' },
    });
  }
}
