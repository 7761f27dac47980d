import { logPasswordReset } from '../logging/log-directory.js';
import { logRisk } from '../logging/log-risk.js';
import { addressOf } from '../network/network.js';
import type { Person } from '../people/person.js';
import type { Stage } from '../stage.js';
import { webSessionOf } from './day.js';
import { signInAs } from './sign-in-as.js';

const DAY = -1;
const SHARE_DOUBTED = 0.4;
const SHARE_RESET = 0.5;
const MINUTE_MS = 60_000;

/**
 * A mistake of the provider's, as happened with leaked credentials that were none: within hours a great part of
 * the people are called a high risk, each at an ordinary sign-in, and the help desk resets half of their passwords.
 */
export function playStorm(stage: Stage, people: readonly Person[]): void {
  const random = stage.random.fork('storm');
  const helper = people.find(({ department }) => department === 'it') ?? people[0];
  for (const person of random.sample(people, Math.ceil(people.length * SHARE_DOUBTED))) {
    const session = webSessionOf({ stage, person, day: DAY });
    const grant = signInAs(stage, random, person, {
      client: person.web,
      session,
      network: person.office ?? person.home,
      atMs: session.startedMs + random.int(30, 300) * MINUTE_MS,
      day: DAY,
      isInteractive: true,
      mfa: 'previous',
    });
    logRisk(stage, random, person, grant, { type: 'leakedCredentials', level: 'high', timing: 'realtime' });
    if (helper === undefined || !random.chance(SHARE_RESET)) continue;
    const address = addressOf(helper.office ?? helper.home, random, DAY);
    const atMs = grant.issuedMs + random.int(10, 120) * MINUTE_MS;
    logPasswordReset(stage, random, { actor: helper, address, atMs }, person);
  }
}
