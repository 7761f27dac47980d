import type { App } from '../data/apps.js';
import { CARE_CONSOLE, OFFICE_HOME, OFFICE_SHELL, SHAREPOINT, TEAMS, TEAMS_SERVICES } from '../data/apps.js';
import type { Grant } from '../people/session.js';
import { equipmentOf, momentOf, type PersonDay, webSessionOf } from './day.js';
import { actorOf } from './mail-actor.js';
import { openSome } from './read-mail.js';
import { sendAndTidy } from './send-and-tidy.js';
import { signInAs } from './sign-in-as.js';
import { askForSecondFactor, stumble } from './stumble.js';

/** A day in the browser: signs in, works on, reads mail between other things, in others' mailboxes too. */
export function playWebDay(about: PersonDay): void {
  const first = morning(about);
  const grants = [first, ...refreshes(about)];
  readOwn(about, grants);
  for (const duty of about.duties) visit(about, grants, duty);
  sendAndTidy(about, actorOf(about.stage, about.person, first), first.issuedMs);
}

function morning(about: PersonDay): Grant {
  const { stage, random, person, day } = about;
  const session = webSessionOf(about);
  const network = about.where.computer(person.shiftStart);
  const correlationId = random.guid();
  const plan = {
    client: equipmentOf(person, about.traits, day).web,
    session,
    network,
    atMs: session.startedMs,
    day,
    isInteractive: true,
    correlationId,
  };
  stumble(about, plan);
  const mfa = random.chance(0.14) ? 'fresh' : 'previous';
  if (mfa === 'fresh') askForSecondFactor(about, plan);
  const startsAtHome = random.chance(0.25) ? { app: OFFICE_HOME, resource: OFFICE_SHELL } : {};
  return signInAs(stage, random, person, {
    ...plan,
    ...startsAtHome,
    mfa,
    protocol: 'oAuth2',
  });
}

/** Tokens renewed through the shift; only those for mail open mail. */
function refreshes(about: PersonDay): readonly Grant[] {
  const { stage, random, person, day } = about;
  const count = random.int(4, 6);
  const length = person.shiftEnd - person.shiftStart;
  const grants: Grant[] = [];
  for (let index = 1; index <= count; index += 1) {
    const minute = person.shiftStart + (length * index) / (count + 1) + random.int(-12, 12);
    const other = random.chance(0.55) ? otherApp(about) : {};
    const grant = signInAs(stage, random, person, {
      client: equipmentOf(person, about.traits, day).web,
      session: webSessionOf(about),
      network: about.where.computer(minute),
      atMs: momentOf(about, minute),
      day,
      isInteractive: false,
      mfa: 'previous',
      ...other,
    });
    if (!('app' in other)) grants.push(grant);
  }
  return grants;
}

function otherApp({ random, person }: PersonDay): { readonly app: App; readonly resource: App } {
  if (person.department === 'call-centre' && random.chance(0.5)) {
    return { app: CARE_CONSOLE, resource: CARE_CONSOLE };
  }
  return random.chance(0.6)
    ? { app: TEAMS, resource: TEAMS_SERVICES }
    : { app: OFFICE_SHELL, resource: SHAREPOINT };
}

function readOwn(about: PersonDay, grants: readonly Grant[]): void {
  const { random, person, day, traits } = about;
  const hasDesktop = equipmentOf(person, traits, day).desktop !== null;
  const visits = hasDesktop ? random.int(1, 3) : random.int(5, 9);
  for (let index = 0; index < visits; index += 1) {
    const minute = random.int(person.shiftStart + 2, person.shiftEnd - 5);
    openAt(about, grants, minute, random.int(1, 4));
  }
  if (traits.readsMuch?.day === day) openAt(about, grants, person.shiftStart + 4, traits.readsMuch.count);
}

function openAt(about: PersonDay, grants: readonly Grant[], minute: number, count: number): void {
  const { stage, random, person, mailbox } = about;
  const atMs = momentOf(about, minute);
  const grant = tokenAt(grants, atMs);
  if (grant !== undefined) openSome(stage, random, mailbox, actorOf(stage, person, grant), atMs, count);
}

function visit(about: PersonDay, grants: readonly Grant[], duty: PersonDay['duties'][number]): void {
  const { stage, random, person } = about;
  for (let index = 0; index < duty.visits; index += 1) {
    const atMs = momentOf(about, random.int(person.shiftStart + 5, person.shiftEnd - 5));
    const grant = tokenAt(grants, atMs);
    if (grant === undefined) continue;
    const actor = actorOf(stage, person, grant, 'delegate');
    openSome(stage, random, duty.mailbox, actor, atMs, random.int(1, 5));
  }
}

/** The latest token issued before. */
function tokenAt(grants: readonly Grant[], atMs: number): Grant | undefined {
  return grants.findLast((grant) => grant.issuedMs <= atMs);
}
