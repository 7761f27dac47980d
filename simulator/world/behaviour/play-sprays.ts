import { outlookWeb } from '../people/client.js';
import { strangerComputer } from '../people/device.js';
import type { Person } from '../people/person.js';
import type { Stage } from '../stage.js';
import { signInAs } from './sign-in-as.js';

/** Days of the sprays, and the share of people whose names the list has. */
const SPRAYS = [
  { day: -6, minute: 140, share: 0.6, everyMs: 4_000, hosts: 1 },
  { day: -1, minute: 515, share: 0.35, everyMs: 95_000, hosts: 3 },
] as const;
const LOCKED = 0.04;

/** Strangers who try one password on many names, from hosting networks, and get in nowhere. */
export function playSprays(stage: Stage, people: readonly Person[]): void {
  const client = outlookWeb(strangerComputer('windows'), 'chrome', false);
  for (const spray of SPRAYS) {
    const random = stage.random.fork(`spray/${spray.day}`);
    const hosts = random.sample(stage.networks.hosting, spray.hosts);
    const names = random.sample(people, Math.ceil(people.length * spray.share));
    for (const [index, person] of names.entries()) {
      signInAs(stage, random, person, {
        client,
        session: { id: random.guid(), startedMs: 0 },
        network: random.pick(hosts),
        atMs: stage.calendar.at(spray.day, spray.minute, 0) + index * spray.everyMs,
        day: spray.day,
        isInteractive: true,
        mfa: 'none',
        errorCode: random.chance(LOCKED) ? 50053 : 50126,
      });
    }
  }
}
