import { shareOf } from '../chance/seeds.js';
import { targetUser } from '../records/directory-audit.js';
import { APP_IDS, GRAPH_ID, graphClient, legacyClient, officeHome } from '../world/clients.js';
import { HOME_CITIES, homeNetwork } from '../world/networks.js';
import type { Person } from '../world/people.js';
import { directoryAct, intruderActor, knock, read, signIn, signInAsOwner } from './acts.js';
import { enterInTheMiddle, enterWithOwnSession, enterWithPassword, ownerRaid, stay } from './entries.js';
import { type Raid, somePeople } from './raid.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Plays one technique with this victim. */
export type Play = (raid: Raid) => void;

const SCRIPT_AGENTS = [
  'axios/1.7.9',
  'python-requests/2.32.3',
  'Go-http-client/2.0',
  'node',
  'undici',
  'okhttp/4.12.0',
  'fasthttp',
  'aiohttp/3.9',
  'curl/8.5.0',
];

/** A1: many accounts from one address within the hour, then the one whose password was guessed. */
export function spray(raid: Raid): void {
  const targets = somePeople(raid, 60);
  for (const [index, as] of targets.entries())
    knock(raid, raid.startMs - (targets.length - index) * 20_000, { as });
  knock(raid, raid.startMs - 30_000);
  const session = signIn(raid, raid.startMs, { mfa: 'none' });
  stay(raid, session, raid.startMs);
}

/** A2: the same over two days, each try from another home. */
export function slowSpray(raid: Raid): void {
  const targets = somePeople(raid, 40);
  const client = {
    ...legacyClient('IMAP4'),
    userAgent: raid.random.pick(shareOf(SCRIPT_AGENTS, raid.stage.split)),
  };
  targets.forEach((as, index) => {
    const hop = { ...raid, network: homeNetwork(raid.random, raid.random.pick(HOME_CITIES)), client };
    knock(hop, raid.startMs - (targets.length - index) * 70 * MINUTE_MS, { as });
  });
  stay(
    raid,
    signIn(raid, raid.startMs, { mfa: 'none', client: { ...client, clientAppUsed: 'Browser' } }),
    raid.startMs,
  );
}

/** A3 */
export function stuffing(raid: Raid): void {
  const { session, atMs } = enterWithPassword(raid);
  stay(raid, session, atMs);
}

/** A4: a protocol that knows no second factor. */
export function legacy(raid: Raid): void {
  const client = legacyClient(raid.random.pick(['IMAP4', 'POP3', 'Exchange Web Services']));
  signIn(raid, raid.startMs, { client, mfa: 'none', protocol: 'ropc', isInteractive: false });
  for (let turn = 1; turn <= 3; turn += 1) {
    const atMs = raid.startMs + turn * HOUR_MS;
    signIn(raid, atMs, { client, mfa: 'none', protocol: 'ropc', isInteractive: false });
    read(raid, null, {
      count: 30,
      fromMs: atMs,
      overMs: 20 * MINUTE_MS,
      actor: intruderActor(raid, null, atMs, client),
    });
  }
}

/** A5: prompts until one is accepted. */
export function fatigue(raid: Raid): void {
  const count = raid.random.int(3, 12);
  for (let each = 0; each < count; each += 1)
    knock(raid, raid.startMs - (count - each) * 70_000, { errorCode: 500_121, mfa: 'fresh' });
  stay(raid, signIn(raid, raid.startMs), raid.startMs);
}

/** A6: the number is changed, the code is intercepted. */
export function swappedNumber(raid: Raid): void {
  const { victim, startMs } = raid;
  const target = targetUser({
    userId: victim.userId,
    displayName: victim.displayName,
    upn: victim.mailbox.upn,
  });
  directoryAct(raid, startMs - 10 * MINUTE_MS, {
    activity: 'Reset password (self-service)',
    category: 'UserManagement',
    service: 'Self-service Password Management',
    type: 'Update',
    target,
  });
  directoryAct(raid, startMs - 5 * MINUTE_MS, {
    activity: 'User updated security info',
    category: 'UserManagement',
    service: 'Authentication Methods',
    type: 'Update',
    target,
  });
  stay(raid, signIn(raid, startMs), startMs);
}

/** A7 */
export function inTheMiddle(raid: Raid): void {
  const { session, atMs } = enterInTheMiddle(raid);
  stay(raid, session, atMs);
}

/** A8 */
export function replayedCookie(raid: Raid): void {
  const { session, atMs } = enterWithOwnSession(raid, 'cookie');
  stay(raid, session, atMs);
}

/** A9 */
export function stolenRefreshToken(raid: Raid): void {
  const { session, atMs } = enterWithOwnSession(raid, 'token');
  stay(raid, session, atMs);
}

/** A10: a device of the intruder's is registered and signs in with its own primary token. */
export function primaryToken(raid: Raid): void {
  const { random, startMs } = raid;
  const id = random.guid();
  signIn(raid, startMs, {
    protocol: 'deviceCode',
    client: graphClient(
      APP_IDS.broker,
      'Microsoft Authentication Broker',
      'Dsreg/10.0 (Windows 10.0.19045)',
      raid.system,
    ),
  });
  directoryAct(raid, startMs + MINUTE_MS, {
    ...{
      activity: 'Register device',
      category: 'Device',
      service: 'Device Registration Service',
      type: 'Add',
    },
    target: {
      id,
      displayName: `DESKTOP-${random.text('ABCDEF0123456789', 7)}`,
      type: 'Device',
      userPrincipalName: null,
    },
    properties: { DeviceId: id, DeviceOSType: 'Windows' },
  });
  const atMs = startMs + random.between(3, 60) * MINUTE_MS;
  const device = { id, name: 'DESKTOP', isManaged: false };
  stay(
    raid,
    signIn(raid, atMs, {
      device,
      incomingToken: 'primaryRefreshToken',
      mfa: 'previous',
      isInteractive: false,
    }),
    atMs,
  );
}

/** A11: the victim types a code that the intruder asked for; the token comes out elsewhere. */
export function deviceCode(raid: Raid): void {
  const [appId, name] = raid.random.pick([
    [APP_IDS.broker, 'Microsoft Authentication Broker'],
    [APP_IDS.office, 'Microsoft Office'],
    [APP_IDS.azureCli, 'Microsoft Azure CLI'],
  ] as const);
  const client = graphClient(appId, name, raid.client.userAgent, raid.system);
  const first = signIn(raid, raid.startMs, { client, protocol: 'deviceCode', transfer: 'deviceCodeFlow' });
  const atMs = raid.startMs + raid.random.between(1, 30) * MINUTE_MS;
  const session = signIn(raid, atMs, {
    client,
    session: first,
    transfer: 'deviceCodeFlow',
    isInteractive: false,
    mfa: 'previous',
    incomingToken: 'refreshToken',
  });
  stay({ ...raid, client }, session, atMs);
}

/** A12: the victim pastes the code of a sign-in to a tool of Microsoft's; it is redeemed elsewhere. */
export function pastedCode(raid: Raid): void {
  const [appId, name] = raid.random.pick([
    [APP_IDS.azureCli, 'Microsoft Azure CLI'],
    [APP_IDS.vsCode, 'Visual Studio Code'],
    [APP_IDS.powershell, 'Microsoft Azure PowerShell'],
  ] as const);
  const client = graphClient(appId, name, raid.client.userAgent, raid.system);
  const owner = ownerRaid(raid);
  const begun = signInAsOwner(owner, raid.startMs - MINUTE_MS, {
    client: { ...client, userAgent: owner.client.userAgent },
    device: raid.victim.laptop,
  });
  const session = signIn(raid, raid.startMs, {
    client,
    session: begun,
    isInteractive: false,
    mfa: 'previous',
    incomingToken: 'none',
  });
  stay({ ...raid, client }, session, raid.startMs);
}

/** A20: the help desk is talked into a pass. */
export function temporaryPass(raid: Raid): void {
  const { victim, startMs, stage } = raid;
  const helper = stage.people.find((one) => one.role === 'it') ?? victim;
  const target = targetUser({
    userId: victim.userId,
    displayName: victim.displayName,
    upn: victim.mailbox.upn,
  });
  directoryAct({ ...raid, network: helper.office }, startMs - 20 * MINUTE_MS, {
    activity: 'Admin registered security info',
    category: 'UserManagement',
    service: 'Authentication Methods',
    type: 'Add',
    target,
    as: helper,
  });
  stay(raid, signIn(raid, startMs), startMs);
}

/** A21: an account that nobody used for long. */
export function dormant(raid: Raid): void {
  const sleepers = raid.stage.people.filter(({ isDormant }) => isDormant);
  const victim = sleepers.length === 0 ? raid.victim : raid.random.pick(sleepers);
  const own: Raid = { ...raid, victim };
  raid.campaign.subjects.add(victim.mailbox.upn.toLowerCase());
  stay(own, signIn(own, raid.startMs, { mfa: 'none' }), raid.startMs);
}

/** A22: a guest reads a mailbox that was shared with them. */
export function guest(raid: Raid): void {
  const { random, victim, startMs, stage } = raid;
  const upn = `visitor_partner.example#EXT#@${stage.tenant.organization}`;
  const person: Person = {
    ...victim,
    userId: random.guid(),
    displayName: 'Visitor',
    mailbox: { ...victim.mailbox, upn },
  };
  raid.campaign.subjects.add(upn.toLowerCase());
  directoryAct(ownerRaid(raid), startMs - HOUR_MS, {
    ...{
      activity: 'Invite external user',
      category: 'UserManagement',
      service: 'Invited Users',
      type: 'Add',
    },
    target: { id: person.userId, displayName: 'Visitor', type: 'User', userPrincipalName: upn },
  });
  const session = signIn(raid, startMs, {
    as: person,
    userType: 'guest',
    client: officeHome(raid.system, 140),
  });
  const actor = {
    ...intruderActor(
      raid,
      session,
      startMs,
      graphClient(GRAPH_ID, 'Graph Explorer', raid.client.userAgent, raid.system),
      person,
    ),
    logonType: 2 as const,
  };
  read(raid, session, { count: 40, fromMs: startMs + 10 * MINUTE_MS, overMs: HOUR_MS, actor });
}
