import { PARAMETERS } from '../parameters.js';
import { logCmdlet } from '../records/cmdlet.js';
import { logDirectoryAct } from '../records/directory-audit.js';
import type { MailActor } from '../records/mail-actor.js';
import { logSync } from '../records/mailbox-record.js';
import type { Session } from '../records/session.js';
import { logSignIn, PLAIN_SIGN_IN, type SignInAct } from '../records/sign-in.js';
import { type Client, EXCHANGE_ID } from '../world/clients.js';
import type { JsonRecord } from '../world/json.js';
import { addressAt } from '../world/networks.js';
import { type Mailbox, NO_DEVICE, type Person } from '../world/people.js';
import { addOpening } from '../world/stage.js';
import { authenticated, unauthenticated } from './campaign.js';
import type { Raid } from './raid.js';

/** The intruder's machine among those behind their address. */
const WHO = 7_001;
/** A folder that Outlook takes holds so many messages; assumed. */
const FOLDER_MESSAGES = 400;

type SignInChange = Partial<Omit<SignInAct, 'user' | 'label'>> & { readonly as?: Person };

/** The intruder signs in, as the victim unless told otherwise. */
export function signIn(raid: Raid, atMs: number, change: SignInChange = {}): Session {
  const { as, ...rest } = change;
  const act = signInAct(raid, atMs, as ?? raid.victim);
  return logSignIn(raid.stage.logbook, raid.random, raid.stage.tenant.id, {
    ...act,
    ...rest,
    label: authenticated(raid.campaign),
  });
}

/** The owner's own sign-in, which is no part of the intrusion and carries no label. */
export function signInAsOwner(raid: Raid, atMs: number, change: SignInChange): Session {
  const act = {
    ...signInAct(raid, atMs, raid.victim),
    ...change,
    risk: raid.stage.hasRisk ? ('none' as const) : ('hidden' as const),
  };
  return logSignIn(raid.stage.logbook, raid.random, raid.stage.tenant.id, { ...act, label: null });
}

/** A try that fails: nothing that a credential is needed for. */
export function knock(raid: Raid, atMs: number, change: SignInChange = {}): void {
  const { as, ...rest } = change;
  const act = { ...signInAct(raid, atMs, as ?? raid.victim), errorCode: 50_126, mfa: 'none' as const };
  const label = rest.errorCode === 500_121 ? authenticated(raid.campaign) : unauthenticated(raid.campaign);
  logSignIn(raid.stage.logbook, raid.random, raid.stage.tenant.id, { ...act, ...rest, risk: 'none', label });
}

function signInAct(raid: Raid, atMs: number, person: Person): SignInAct {
  return {
    ...PLAIN_SIGN_IN,
    user: { userId: person.userId, displayName: person.displayName, upn: person.mailbox.upn },
    ...{ client: raid.client, device: NO_DEVICE, network: raid.network, atMs: Math.round(atMs) },
    address: addressAt(raid.network, WHO, atMs, raid.random),
    risk: drawRisk(raid),
  };
}

function drawRisk({ stage, random }: Raid): SignInAct['risk'] {
  if (!stage.hasRisk) return 'hidden';
  const { high, medium } = PARAMETERS.attack.riskyShare;
  const draw = random.next();
  return draw < high ? 'high' : draw < high + medium ? 'medium' : 'none';
}

/** The intruder as Exchange sees them. */
export function intruderActor(
  raid: Raid,
  session: Session | null,
  atMs: number,
  client: Client = raid.client,
  as: Person = raid.victim,
): MailActor {
  return {
    ...{ upn: as.mailbox.upn, userId: as.userId, sid: as.mailbox.sid, logonType: 0, session, client },
    ...{ device: NO_DEVICE, address: addressAt(raid.network, WHO, atMs, raid.random), applicationId: null },
  };
}

interface Reading {
  readonly count: number;
  readonly fromMs: number;
  readonly overMs: number;
  readonly mailbox?: Mailbox;
  readonly actor?: MailActor;
}

/** Opens messages one by one. */
export function read(
  raid: Raid,
  session: Session | null,
  { count, fromMs, overMs, mailbox, actor }: Reading,
): void {
  const owner = mailbox ?? raid.victim.mailbox;
  for (let each = 0; each < count; each += 1) {
    const atMs = Math.round(fromMs + raid.random.next() * overMs);
    const known = actor ?? intruderActor(raid, session, atMs);
    const by: MailActor =
      owner === raid.victim.mailbox || known.logonType === 1 ? known : { ...known, logonType: 2 };
    const messageId = `<${raid.random.text('ABCDEF0123456789', 16)}@mail.example>`;
    const folder = raid.random.pick(['Inbox', 'Inbox', 'Sent Items', 'Archive']);
    addOpening(raid.stage, {
      atMs,
      mailbox: owner,
      actor: by,
      folder,
      messageId,
      label: authenticated(raid.campaign),
    });
    raid.campaign.exposures.push({ atMs, messages: 1 });
  }
}

/** Takes whole folders. */
export function sync(raid: Raid, actor: MailActor, fromMs: number, folders: readonly string[]): void {
  folders.forEach((folder, index) => {
    const atMs = fromMs + index * 20_000;
    raid.campaign.exposures.push({ atMs, messages: FOLDER_MESSAGES });
    const { mailbox, isAudited } = raid.victim;
    if (isAudited)
      logSync(raid.stage.logbook, raid.random, raid.stage.tenant, {
        atMs,
        mailbox,
        actor,
        folder,
        label: authenticated(raid.campaign),
      });
  });
}

/** Waits for what is worth it, then reads an ordinary haul. */
export function loot(raid: Raid, session: Session | null, fromMs: number): number {
  const { triageMeanMs, readItems } = PARAMETERS.attack;
  const beginMs = fromMs + raid.random.exponential(triageMeanMs) + 20_000;
  const count = Math.min(
    Math.max(Math.round(raid.random.logNormal(readItems.median, readItems.sigma)), 5),
    readItems.most,
  );
  const overMs = raid.random.between(10, 90) * 60_000;
  read(raid, session, { count, fromMs: beginMs, overMs });
  return beginMs + overMs;
}

/** A cmdlet, as Outlook's settings run it for the person. */
export function cmdlet(
  raid: Raid,
  session: Session | null,
  atMs: number,
  operation: string,
  objectId: string,
  parameters: Readonly<Record<string, string>>,
): void {
  logCmdlet(raid.stage.logbook, raid.random, raid.stage.tenant, {
    ...{ operation, atMs, upn: raid.victim.mailbox.upn, appId: EXCHANGE_ID, session, objectId, parameters },
    ...{ address: addressAt(raid.network, WHO, atMs, raid.random), label: authenticated(raid.campaign) },
  });
}

interface DirectoryChange {
  readonly activity: string;
  readonly category: string;
  readonly service: string;
  readonly type: string;
  readonly target: JsonRecord;
  readonly properties?: Readonly<Record<string, string>>;
  readonly as?: Person;
}

/** Something in the directory, done as the victim unless told otherwise. */
export function directoryAct(raid: Raid, atMs: number, change: DirectoryChange): void {
  const { as = raid.victim, properties = {}, ...rest } = change;
  logDirectoryAct(raid.stage.logbook, raid.random, {
    ...{ ...rest, properties, atMs: Math.round(atMs) },
    actor: { userId: as.userId, displayName: as.displayName, upn: as.mailbox.upn },
    ...{ address: addressAt(raid.network, WHO, atMs, raid.random), label: authenticated(raid.campaign) },
  });
}
