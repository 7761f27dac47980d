import { webSessionOf } from '../behaviour/day.js';
import type { Random } from '../chance/random.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import type { Stage } from '../stage.js';
import type { Part } from './cast.js';
import { chooseMessages } from './choose-messages.js';
import { type Hideouts, intrude, intruderBrowser } from './intruder.js';
import type { Outcome } from './outcome.js';
import { readMessages } from './read-messages.js';

const HOUR_MS = 3_600_000;
/** The day before the start, on which the owner is at work. */
const DAY = -1;

/** The owner's running browser session, carried to another machine and network: no sign-in of its own begins it. */
export function playCookieReplay(
  stage: Stage,
  random: Random,
  part: Part,
  mailbox: WorldMailbox,
  hideouts: Hideouts,
): Outcome {
  const session = webSessionOf({ stage, person: part.person, day: DAY });
  const network = random.pick(hideouts.rented);
  const intrusion = { victim: part.person, client: intruderBrowser(random), network, session };
  const firstMs = session.startedMs + 2 * HOUR_MS + random.int(0, HOUR_MS);
  const grants = [0, 42].map((minutes) =>
    intrude(stage, random, intrusion, firstMs + minutes * 60_000, { isInteractive: false, mfa: 'previous' }),
  );
  const messages = chooseMessages(random, mailbox, {
    beforeMs: firstMs,
    everydayShare: 0.8,
    opensArchive: true,
  });
  const reached = readMessages(stage, random, { victim: part.person, mailbox, grants }, messages, {
    fromMs: firstMs + 30_000,
    gapMs: [15_000, 150_000],
  });
  return {
    technique: part.technique,
    owner: part.person.identity,
    mailbox,
    firstMs,
    isLive: false,
    sessions: [session.id],
    reached,
  };
}
