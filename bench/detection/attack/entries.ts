import { PARAMETERS } from '../parameters.js';
import type { Session } from '../records/session.js';
import { officeHome, outlookDesktop, outlookWeb } from '../world/clients.js';
import { loot, signIn, signInAsOwner } from './acts.js';
import { movedRaid, type Raid } from './raid.js';

const MINUTE_MS = 60_000;

/** A phishing page in the middle: password, prompt and cookie pass through the kit, then the cookie is used. */
export function enterInTheMiddle(raid: Raid): { readonly session: Session; readonly atMs: number } {
  const { random } = raid;
  const kit = officeHome(raid.system, random.int(120, 143));
  const caught = signIn(raid, raid.startMs, { client: kit });
  const delayMs = random.chance(0.4)
    ? random.between(5_000, 5 * MINUTE_MS)
    : random.logNormal(30 * MINUTE_MS, 1);
  const atMs = raid.startMs + delayMs;
  const session = signIn(raid, atMs, {
    session: caught,
    isInteractive: false,
    mfa: 'previous',
    incomingToken: 'none',
  });
  return { session, atMs };
}

/** A password from a leak or a stealer, on an account without a second factor or with one that was talked out of its owner. */
export function enterWithPassword(raid: Raid): { readonly session: Session; readonly atMs: number } {
  const mfa = raid.random.chance(0.5) ? 'fresh' : 'none';
  return { session: signIn(raid, raid.startMs, { mfa }), atMs: raid.startMs };
}

/** A session of the owner's goes on elsewhere: its cookie or refresh token was stolen from the machine. */
export function enterWithOwnSession(
  raid: Raid,
  kind: 'cookie' | 'token',
): { readonly session: Session; readonly atMs: number } {
  const { victim, startMs, random } = raid;
  const owner = ownerRaid(raid);
  const client = kind === 'token' ? outlookDesktop(victim.system) : outlookWeb(victim.system, 142);
  const theirs = signInAsOwner(owner, startMs - random.between(1, 20) * 60 * MINUTE_MS, {
    client,
    device: victim.laptop,
  });
  const used = kind === 'token' ? outlookDesktop(raid.system) : raid.client;
  const session = signIn(raid, startMs, {
    ...{ session: theirs, isInteractive: false, mfa: 'previous', client: used },
    incomingToken: kind === 'token' ? 'refreshToken' : 'none',
  });
  return { session, atMs: startMs };
}

/** The owner at their own desk: no part of the intrusion. */
export function ownerRaid(raid: Raid): Raid {
  return {
    ...raid,
    network: raid.victim.office,
    system: raid.victim.system,
    client: outlookWeb(raid.victim.system, 142),
  };
}

/** Any of the usual ways in. */
export function enter(raid: Raid): { readonly session: Session; readonly atMs: number } {
  switch (raid.random.weighted({ middle: 50, password: 30, cookie: 20 })) {
    case 'middle':
      return enterInTheMiddle(raid);
    case 'password':
      return enterWithPassword(raid);
    case 'cookie':
      return enterWithOwnSession(raid, 'cookie');
  }
}

/** What comes after the entry: mail is read, and one account in three is handed to somebody else. */
export function stay(raid: Raid, session: Session, fromMs: number): void {
  loot(raid, session, fromMs);
  const { handOverShare, handOverMs } = PARAMETERS.attack;
  if (!raid.random.chance(handOverShare)) return;
  const buyer = movedRaid(raid);
  const atMs = fromMs + raid.random.between(handOverMs.least, handOverMs.most);
  const bought = signIn(buyer, atMs, { session, isInteractive: false, mfa: 'previous' });
  loot(buyer, bought, atMs);
}
