import type { Random } from '../chance/random.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import type { Client } from '../people/client.js';
import type { Person } from '../people/person.js';
import type { Session } from '../people/session.js';
import type { Stage } from '../stage.js';
import type { Traits } from './traits.js';
import type { Whereabouts } from './where-about.js';

/** One day of one person, with everything that its acts need. */
export interface PersonDay {
  readonly stage: Stage;
  /** The day's own stream. */
  readonly random: Random;
  readonly person: Person;
  readonly mailbox: WorldMailbox;
  readonly day: number;
  readonly traits: Traits;
  readonly where: Whereabouts;
  /** Mailboxes of others that the person works in: a boss's, a team's. */
  readonly duties: readonly Duty[];
}

export interface Duty {
  readonly mailbox: WorldMailbox;
  /** Visits on an ordinary day. */
  readonly visits: number;
}

/** What a person has in hand on a day: the old things or their replacements. */
export interface Equipment {
  readonly web: Client;
  readonly desktop: Client | null;
  readonly desktopSession: Session | null;
  readonly mobile: Client | null;
  readonly mobileSession: Session | null;
}

/** The machines of the day. */
export function equipmentOf(person: Person, traits: Traits, day: number): Equipment {
  const phone = traits.newPhone !== undefined && day >= traits.newPhone.day ? traits.newPhone : null;
  const computer =
    traits.newComputer !== undefined && day >= traits.newComputer.day ? traits.newComputer : null;
  return {
    web: computer?.web ?? person.web,
    desktop: computer?.desktop ?? person.desktop,
    desktopSession: computer?.session ?? person.desktopSession,
    mobile: phone?.client ?? person.mobile,
    mobileSession: phone?.session ?? person.mobileSession,
  };
}

/** A moment within a local minute. */
export function momentOf({ stage, random, person, day }: PersonDay, minute: number): number {
  return stage.calendar.at(day, minute, person.place.utcOffsetHours) + random.int(0, 59_999);
}

/** The browser session of a day: begun in the morning, ended in the evening. */
export function webSessionOf({ stage, person, day }: Pick<PersonDay, 'stage' | 'person' | 'day'>): Session {
  const random = stage.random.fork(`web-session/${person.index}/${day}`);
  const startedMs = stage.calendar.at(day, person.shiftStart, person.place.utcOffsetHours);
  return { id: random.guid(), startedMs: startedMs + random.int(0, 59_999) };
}
