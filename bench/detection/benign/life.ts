import type { Random } from '../chance/random.js';
import { PARAMETERS } from '../parameters.js';
import type { MailActor } from '../records/mail-actor.js';
import type { Session } from '../records/session.js';
import { logSignIn, PLAIN_SIGN_IN, type SignInAct, type SignInUser } from '../records/sign-in.js';
import type { Client } from '../world/clients.js';
import { addressAt, type Network } from '../world/networks.js';
import type { Device, Person } from '../world/people.js';
import type { Stage } from '../world/stage.js';

const DAY_MS = 86_400_000;

/** Sessions that a person's programs hold, by program. */
export type Life = Map<
  string,
  { readonly session: Session; readonly beganMs: number; readonly deviceId: string }
>;

/** A program in use, somewhere. */
export interface Use {
  readonly client: Client;
  readonly device: Device;
  readonly network: Network;
  readonly atMs: number;
}

/** Browsers ask anew after some days, programs after months; assumed. */
const SESSION_DAYS = { browser: 10, program: 90 };

export function userOf(person: Person): SignInUser {
  return { userId: person.userId, displayName: person.displayName, upn: person.mailbox.upn };
}

/** Takes a token, in the session that the program has or in a new one, after a typo now and then. */
export function takeToken(stage: Stage, random: Random, person: Person, life: Life, use: Use): Session {
  const { client, device, network, atMs } = use;
  const held = life.get(client.name);
  const maxMs = (client.clientAppUsed === 'Browser' ? SESSION_DAYS.browser : SESSION_DAYS.program) * DAY_MS;
  const isFresh = held === undefined || held.deviceId !== device.id || atMs - held.beganMs > maxMs;
  const act: SignInAct = {
    ...PLAIN_SIGN_IN,
    ...{ user: userOf(person), client, device, network, atMs },
    address: addressAt(network, person.number, atMs, random),
    isInteractive: isFresh,
    session: isFresh ? null : held.session,
    mfa: isFresh ? 'fresh' : 'previous',
    incomingToken: isFresh ? 'none' : device.isManaged ? 'primaryRefreshToken' : 'refreshToken',
    isBound: device.isManaged && device.id === person.laptop.id,
    risk: benignRisk(stage, random),
  };
  if (isFresh && random.chance(PARAMETERS.day.typoPerDay * 3)) logFailure(stage, random, act, 50_126);
  const session = logSignIn(stage.logbook, random, stage.tenant.id, act);
  life.set(client.name, { session, beganMs: isFresh ? atMs : held.beganMs, deviceId: device.id });
  return session;
}

/** A try that failed a little earlier. */
export function logFailure(stage: Stage, random: Random, act: SignInAct, errorCode: number): void {
  const atMs = act.atMs - random.int(5_000, 60_000);
  logSignIn(stage.logbook, random, stage.tenant.id, { ...act, session: null, atMs, errorCode });
}

function benignRisk(stage: Stage, random: Random): SignInAct['risk'] {
  if (!stage.hasRisk) return 'hidden';
  const { high, medium } = PARAMETERS.attack.benignRiskyShare;
  const draw = random.next();
  return draw < high ? 'high' : draw < high + medium ? 'medium' : 'none';
}

/** The person as Exchange sees them, `logonType` 2 in others' mailboxes. */
export function actorOf(
  person: Person,
  session: Session,
  use: Use,
  random: Random,
  logonType: 0 | 2 = 0,
): MailActor {
  return {
    ...{ upn: person.mailbox.upn, userId: person.userId, sid: person.mailbox.sid, logonType, session },
    ...{ client: use.client, device: use.device, applicationId: null },
    address: addressAt(use.network, person.number, use.atMs, random),
  };
}
