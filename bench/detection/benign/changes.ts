import type { Random } from '../chance/random.js';
import { PARAMETERS } from '../parameters.js';
import { logCmdlet } from '../records/cmdlet.js';
import { logDirectoryAct, targetApplication, targetUser } from '../records/directory-audit.js';
import { logItem } from '../records/mailbox-record.js';
import { logSignIn, PLAIN_SIGN_IN } from '../records/sign-in.js';
import {
  APP_IDS,
  EXCHANGE_ID,
  graphClient,
  outlookDesktop,
  outlookPhone,
  outlookWeb,
} from '../world/clients.js';
import { addressAt, HOME_CITIES, homeNetwork, hotelNetwork, JOURNEY_CITIES } from '../world/networks.js';
import { newDevice, type Person } from '../world/people.js';
import type { Stage } from '../world/stage.js';
import { actorOf, type Life, takeToken, type Use, userOf } from './life.js';
import { browserVersion, openMessages, syncFolders } from './work-day.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What changes in a person's life on that day. */
export function liveChanges(stage: Stage, person: Person, life: Life, dayMs: number): void {
  const random = stage.random.child(`${person.number} changes ${dayMs / DAY_MS}`);
  if (person.role === 'service' || person.isDormant) return;
  const { change } = PARAMETERS;
  const atMs = dayMs + Math.round((9 - person.timeZone + random.between(0, 7)) * HOUR_MS);
  if (person.journey !== null && person.journey.untilMs < atMs) person.journey = null;
  if (random.chance(change.travelPerDay)) {
    const days = random.int(change.travelDays.least, change.travelDays.most);
    person.journey = {
      network: hotelNetwork(random, random.pick(JOURNEY_CITIES)),
      untilMs: atMs + days * DAY_MS,
    };
  }
  if (random.chance(change.newHomePerDay)) person.home = homeNetwork(random, random.pick(HOME_CITIES));
  if (random.chance(change.newPhonePerDay) && person.hasPhone)
    takeNewPhone(stage, random, person, life, atMs);
  if (random.chance(change.newLaptopPerDay) && person.usesOutlook)
    takeNewLaptop(stage, random, person, life, atMs);
  if (random.chance(change.methodChangePerDay)) changeMethod(stage, random, person, atMs);
  if (random.chance(change.newRulePerDay)) makeRule(stage, random, person, life, atMs);
  if (random.chance(change.massMailPerDay)) sendMany(stage, random, person, life, atMs);
  if (random.chance(change.consentPerDay)) consentToTool(stage, random, person, atMs);
  if (random.chance(change.passwordResetPerDay)) resetPassword(stage, random, person, atMs);
  if (person.role === 'it' && random.chance(change.deviceCodePerDayIt))
    useDeviceCode(stage, random, person, atMs);
  if (random.chance(change.delegateTurnoverPerDay / 10) && stage.shared.length > 0)
    person.delegateOf.push(random.pick(stage.shared));
}

/** The new phone asks for everything anew, with a fresh second factor, and takes the mailbox again. */
export function takeNewPhone(stage: Stage, random: Random, person: Person, life: Life, atMs: number): void {
  if (person.phone.id !== '') person.phone = newDevice(random, 'PH');
  const client = {
    ...outlookPhone(random.pick(['Ios', 'Android'])),
    operatingSystem: random.pick(['Ios 19.0', 'Android 16']),
  };
  life.delete(client.name);
  const use: Use = {
    client,
    device: person.phone,
    network: random.chance(0.5) ? person.home : person.carrier,
    atMs,
  };
  const session = takeToken(stage, random, person, life, use);
  if (person.phone.id !== '') registerDevice(stage, random, person, use);
  changeMethod(stage, random, person, atMs + 300_000);
  openMessages(
    stage,
    random,
    person,
    use,
    session,
    person.mailbox,
    Math.min(Math.round(random.logNormal(500, 0.7)), 4_000),
    40 * 60_000,
  );
}

export function takeNewLaptop(stage: Stage, random: Random, person: Person, life: Life, atMs: number): void {
  person.laptop = newDevice(random, 'LT');
  life.delete('outlook-desktop');
  const network = random.chance(0.5) ? person.office : person.home;
  const use: Use = { client: outlookDesktop(person.system), device: person.laptop, network, atMs };
  registerDevice(stage, random, person, { ...use, atMs: atMs - 600_000 });
  const session = takeToken(stage, random, person, life, use);
  syncFolders(stage, random, person, use, session, [
    'Inbox',
    'Sent Items',
    'Archive',
    'Projects',
    'Drafts',
    'Deleted Items',
    'Contacts',
    'Calendar',
  ]);
}

function registerDevice(stage: Stage, random: Random, person: Person, use: Use): void {
  logDirectoryAct(stage.logbook, random, {
    ...{
      activity: 'Register device',
      category: 'Device',
      service: 'Device Registration Service',
      type: 'Add',
    },
    ...{
      actor: userOf(person),
      address: addressAt(use.network, person.number, use.atMs, random),
      atMs: use.atMs,
      label: null,
    },
    target: { id: use.device.id, displayName: use.device.name, type: 'Device', userPrincipalName: null },
    properties: { DeviceId: use.device.id, DeviceOSType: use.client.operatingSystem },
  });
}

function changeMethod(stage: Stage, random: Random, person: Person, atMs: number): void {
  logDirectoryAct(stage.logbook, random, {
    ...{
      activity: 'User registered security info',
      category: 'UserManagement',
      service: 'Authentication Methods',
      type: 'Add',
    },
    ...{
      actor: userOf(person),
      address: addressAt(person.home, person.number, atMs, random),
      atMs,
      label: null,
    },
    ...{ target: targetUser(userOf(person)), properties: {} },
  });
}

const BENIGN_RULES = ['Newsletters', 'Rechnungen', 'Projet Atlas', 'Boletines', 'From my manager', 'Jira'];

function makeRule(stage: Stage, random: Random, person: Person, life: Life, atMs: number): void {
  const use: Use = {
    client: outlookWeb(person.system, browserVersion(person, atMs)),
    device: person.laptop,
    network: person.home,
    atMs,
  };
  const session = takeToken(stage, random, person, life, use);
  const name = random.pick(BENIGN_RULES);
  const isOutside = random.chance(PARAMETERS.change.forwardOutsideShare);
  logCmdlet(stage.logbook, random, stage.tenant, {
    ...{
      operation: 'New-InboxRule',
      atMs: atMs + 120_000,
      upn: person.mailbox.upn,
      appId: EXCHANGE_ID,
      session,
      label: null,
    },
    address: addressAt(use.network, person.number, atMs, random),
    objectId: `${person.mailbox.upn.split('@')[0]}\\${name}`,
    parameters: {
      ...{ AlwaysDeleteOutlookRulesBlob: 'False', Force: 'False', Name: name, SubjectContainsWords: name },
      ...(isOutside
        ? { ForwardTo: `${person.displayName.split(' ')[0]?.toLowerCase()}${person.number}@freemail.example` }
        : { MoveToFolder: name }),
    },
  });
}

function sendMany(stage: Stage, random: Random, person: Person, life: Life, atMs: number): void {
  const use: Use = {
    client: outlookDesktop(person.system),
    device: person.laptop,
    network: person.office,
    atMs,
  };
  const session = takeToken(stage, random, person, life, use);
  const count = random.int(40, 200);
  for (let each = 0; each < count; each += 1) {
    const actor = actorOf(person, session, use, random);
    const recipients = [`customer${random.int(1, 90_000)}@mail${random.int(1, 20)}.example`];
    logItem(stage.logbook, random, stage.tenant, {
      operation: 'Send',
      recipients,
      atMs: atMs + each * 4_000,
      mailbox: person.mailbox,
      actor,
      label: null,
    });
  }
}

/** A productivity add-in, well known and asking for little or for mail. */
function consentToTool(stage: Stage, random: Random, person: Person, atMs: number): void {
  const scope = random.pick([
    'User.Read openid profile',
    'Calendars.ReadWrite offline_access',
    'Mail.Read offline_access',
  ]);
  const app = random.guid();
  logDirectoryAct(stage.logbook, random, {
    ...{
      activity: 'Consent to application',
      category: 'ApplicationManagement',
      service: 'Core Directory',
      type: 'Assign',
    },
    ...{
      actor: userOf(person),
      address: addressAt(person.office, person.number, atMs, random),
      atMs,
      label: null,
    },
    target: targetApplication(random.guid(), 'Meeting notes'),
    properties: consentProperties(random, app, scope, 'False'),
  });
}

/** The changed properties of a consent, as Core Directory writes them. */
export function consentProperties(
  random: Random,
  appId: string,
  scope: string,
  isAdmin: 'True' | 'False',
): Readonly<Record<string, string>> {
  const grant = `[Id: ${random.text('abcdef0123456789', 22)}, ClientId: ${random.guid()}, PrincipalId: ${random.guid()}, ResourceId: ${random.guid()}, ConsentType: Principal, Scope: ${scope}]`;
  return {
    'ConsentContext.IsAdminConsent': isAdmin,
    'ConsentContext.IsAppOnly': 'False',
    'ConsentContext.OnBehalfOfAll': 'False',
    'ConsentAction.Permissions': `[] => [${grant}]; `,
    'TargetId.ServicePrincipalNames': appId,
  };
}

function resetPassword(stage: Stage, random: Random, person: Person, atMs: number): void {
  const isSelf = random.chance(0.6);
  const helper = stage.people.find((one) => one.role === 'it') ?? person;
  const actor = isSelf ? person : helper;
  logDirectoryAct(stage.logbook, random, {
    ...{
      activity: isSelf ? 'Reset password (self-service)' : 'Reset password (by admin)',
      category: 'UserManagement',
    },
    ...{
      service: isSelf ? 'Self-service Password Management' : 'Core Directory',
      type: 'Update',
      actor: userOf(actor),
    },
    ...{ address: addressAt(actor.office, actor.number, atMs, random), atMs, label: null },
    ...{ target: targetUser(userOf(person)), properties: {} },
  });
}

/** Somebody of IT signs in to a command line with a code. */
function useDeviceCode(stage: Stage, random: Random, person: Person, atMs: number): void {
  logSignIn(stage.logbook, random, stage.tenant.id, {
    ...PLAIN_SIGN_IN,
    ...{
      user: userOf(person),
      device: person.laptop,
      network: person.office,
      atMs,
      protocol: 'deviceCode',
      transfer: 'deviceCodeFlow',
    },
    client: graphClient(APP_IDS.azureCli, 'Microsoft Azure CLI', 'python-requests/2.31', person.system),
    address: addressAt(person.office, person.number, atMs, random),
  });
}
