import type { Random } from '../chance/random.js';
import { PARAMETERS } from '../parameters.js';
import { logItem, logSync } from '../records/mailbox-record.js';
import { PLAIN_SIGN_IN } from '../records/sign-in.js';
import { type Client, outlookDesktop, outlookPhone, outlookWeb, teams } from '../world/clients.js';
import type { Network } from '../world/networks.js';
import { addressAt } from '../world/networks.js';
import { type Mailbox, NO_DEVICE, type Person } from '../world/people.js';
import { addOpening, type Stage } from '../world/stage.js';
import { actorOf, type Life, logFailure, takeToken, type Use, userOf } from './life.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One person's ordinary day: sittings at the desk, in a browser, on the phone, each with a token and some mail. */
export function liveDay(stage: Stage, person: Person, life: Life, dayMs: number): void {
  const random = stage.random.child(`${person.number} day ${dayMs / DAY_MS}`);
  if (!isActive(person, dayMs, random)) return;
  const beginMs =
    dayMs + (8 - person.timeZone + (person.isNightShift ? 12 : 0) + random.between(-1, 1.5)) * HOUR_MS;
  const isHome = random.chance(PARAMETERS.day.homeShare);
  const deskNetwork = deskNetworkOf(stage, person, isHome, random, beginMs);
  const reads = drawReads(person, random);
  for (const use of planSittings(person, deskNetwork, beginMs, random))
    sit(stage, random, person, life, use, reads);
  logMishaps(stage, random, person, deskNetwork, beginMs);
}

function isActive(person: Person, dayMs: number, random: Random): boolean {
  if (person.role === 'service') return random.chance(0.3);
  if (person.isDormant) return random.chance(1 / 45);
  const weekday = new Date(dayMs).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  return random.chance(isWeekend ? (person.role === 'retail' ? 0.7 : 0.15) : 0.92);
}

function deskNetworkOf(stage: Stage, person: Person, isHome: boolean, random: Random, atMs: number): Network {
  if (person.desktop !== null) return person.desktop;
  const journey = person.journey !== null && atMs < person.journey.untilMs ? person.journey.network : null;
  const place = journey ?? (isHome || person.role === 'field' ? person.home : person.office);
  const isInside = place === person.office;
  if (!isInside && person.hasVpn && random.chance(0.6))
    return random.pick(stage.exits.slice(0, random.chance(0.9) ? 3 : undefined));
  return place;
}

function drawReads(person: Person, random: Random): number {
  const { reads, burstPerDay, burstFactor } = PARAMETERS.day;
  const usual = random.logNormal(reads[person.role], 0.6);
  return Math.round(usual * (random.chance(burstPerDay) ? burstFactor : 1));
}

/** Chromium's version at that time; people get a new one over ten days. */
export function browserVersion(person: Person, atMs: number): number {
  const lagMs = (person.number % 10) * DAY_MS;
  return 140 + Math.floor((atMs - lagMs - Date.parse('2025-11-01')) / PARAMETERS.change.browserReleaseMs);
}

/** Which programs are opened when, and where. */
function planSittings(person: Person, desk: Network, beginMs: number, random: Random): readonly Use[] {
  const at = (hour: number): number => Math.round(beginMs + (hour + random.between(0, 1.5)) * HOUR_MS);
  const uses: Use[] = [];
  const laptop = person.laptop;
  if (person.usesOutlook)
    for (const hour of [0, 3, 6])
      uses.push({ client: outlookDesktop(person.system), device: laptop, network: desk, atMs: at(hour) });
  if (!person.usesOutlook || random.chance(0.4)) {
    const network = person.usesRelay && laptop.id === '' ? person.relay : desk;
    uses.push({
      client: outlookWeb(person.system, browserVersion(person, beginMs)),
      device: laptop,
      network,
      atMs: at(1),
    });
    uses.push({
      client: outlookWeb(person.system, browserVersion(person, beginMs)),
      device: laptop,
      network,
      atMs: at(5),
    });
  }
  if (laptop.id !== '')
    uses.push({ client: teams(person.system), device: laptop, network: desk, atMs: at(0) });
  if (person.hasPhone) {
    for (const hour of [-1, 2, 9]) {
      const network = random.chance(0.6)
        ? person.carrier
        : (person.journey?.network ?? (hour === 2 ? desk : person.home));
      uses.push({
        client: outlookPhone(person.phoneSystem),
        device: person.phone,
        network: network.kind === 'company-vpn' ? person.carrier : network,
        atMs: at(hour),
      });
    }
  }
  return uses;
}

const FOLDERS = ['Inbox', 'Inbox', 'Inbox', 'Projects', 'Archive'];

function sit(stage: Stage, random: Random, person: Person, life: Life, use: Use, readsADay: number): void {
  const session = takeToken(stage, random, person, life, use);
  if (use.client.name === 'teams') return;
  const share = use.client.name === 'outlook-phone' ? 0.12 : 0.35;
  const reads = Math.round(readsADay * share * random.between(0.6, 1.4));
  if (use.client.name === 'outlook-desktop')
    syncFolders(stage, random, person, use, session, ['Inbox', 'Sent Items']);
  else openMessages(stage, random, person, use, session, person.mailbox, reads, 90 * 60_000);
  for (const mailbox of person.delegateOf) {
    if (random.chance(0.5))
      openMessages(stage, random, person, use, session, mailbox, random.int(1, 8), 60 * 60_000);
  }
  sendSome(stage, random, person, use, session);
}

/** Opens messages of a mailbox over some time. */
export function openMessages(
  stage: Stage,
  random: Random,
  person: Person,
  use: Use,
  session: ReturnType<typeof takeToken>,
  mailbox: Mailbox,
  count: number,
  overMs: number,
): void {
  for (let each = 0; each < count; each += 1) {
    const atMs = Math.round(use.atMs + random.next() * overMs);
    const actor = actorOf(person, session, { ...use, atMs }, random, mailbox === person.mailbox ? 0 : 2);
    const messageId = `<${random.text('ABCDEF0123456789', 16)}@mail.example>`;
    addOpening(stage, { atMs, mailbox, actor, folder: random.pick(FOLDERS), messageId, label: null });
  }
}

/** Outlook takes whole folders. */
export function syncFolders(
  stage: Stage,
  random: Random,
  person: Person,
  use: Use,
  session: ReturnType<typeof takeToken>,
  folders: readonly string[],
): void {
  if (!person.isAudited) return;
  const actor = actorOf(person, session, use, random);
  for (const folder of folders) {
    const atMs = use.atMs + random.int(1_000, 600_000);
    logSync(stage.logbook, random, stage.tenant, {
      atMs,
      mailbox: person.mailbox,
      actor,
      folder,
      label: null,
    });
  }
}

function sendSome(
  stage: Stage,
  random: Random,
  person: Person,
  use: Use,
  session: ReturnType<typeof takeToken>,
): void {
  const count = Math.round(random.exponential(PARAMETERS.day.sends[person.role] / 6));
  for (let each = 0; each < count; each += 1) {
    const atMs = use.atMs + random.int(60_000, 80 * 60_000);
    const recipients = [`contact${random.int(1, 400)}@partner${random.int(1, 40)}.example`];
    const actor = actorOf(person, session, { ...use, atMs }, random);
    logItem(stage.logbook, random, stage.tenant, {
      operation: 'Send',
      recipients,
      atMs,
      mailbox: person.mailbox,
      actor,
      label: null,
    });
  }
}

/** Old tokens that are refused, and prompts that are not seen in time: nobody's attack. */
function logMishaps(stage: Stage, random: Random, person: Person, network: Network, beginMs: number): void {
  const client: Client = person.usesOutlook
    ? outlookDesktop(person.system)
    : outlookWeb(person.system, browserVersion(person, beginMs));
  const atMs = beginMs + random.int(0, 8 * HOUR_MS);
  const device = person.laptop.id === '' ? NO_DEVICE : person.laptop;
  const act = {
    ...PLAIN_SIGN_IN,
    ...{ user: userOf(person), client, device, network, atMs },
    address: addressAt(network, person.number, atMs, random),
  };
  if (random.chance(PARAMETERS.day.staleTokenPerDay))
    logFailure(stage, random, { ...act, isInteractive: false, mfa: 'none' }, 70_043);
  if (random.chance(PARAMETERS.day.missedPromptPerDay)) logFailure(stage, random, act, 500_121);
}
