import type { Person } from '../people/person.js';
import type { Stage } from '../stage.js';
import type { Duty, PersonDay } from './day.js';
import { playDesktopDay } from './play-desktop-day.js';
import { playPhoneDay } from './play-phone-day.js';
import { playWebDay } from './play-web-day.js';
import type { Traits } from './traits.js';
import { whereAbout } from './where-about.js';

/** Who does what beyond their own mailbox, and what is special in their days; by index of the person. */
export interface Routine {
  readonly traits: ReadonlyMap<number, Traits>;
  readonly duties: ReadonlyMap<number, readonly Duty[]>;
}

const SHARE_WEEKEND_LOOK = 0.35;
const SHARE_DAY_OFF = 0.06;

/** Every person's every day. */
export function playDays(stage: Stage, people: readonly Person[], routine: Routine): void {
  for (const person of people) {
    for (const day of stage.calendar.dayNumbers) playDay(createDay(stage, person, day, routine));
  }
}

function createDay(stage: Stage, person: Person, day: number, routine: Routine): PersonDay {
  const random = stage.random.fork(`day/${person.index}/${day}`);
  const traits = routine.traits.get(person.index) ?? {};
  const mailbox = stage.mailboxes.get(person.identity.upn);
  if (mailbox === undefined) throw new RangeError(`playDays: ${person.identity.upn} has no mailbox`);
  return {
    stage,
    random,
    person,
    mailbox,
    day,
    traits,
    where: whereAbout(stage, random.fork('where'), person, traits, day),
    duties: routine.duties.get(person.index) ?? [],
  };
}

function playDay(about: PersonDay): void {
  const { random, stage, person, day, traits } = about;
  const isAbsent = person.isDormant || traits.returnsOn !== undefined;
  if (isAbsent && day !== traits.returnsOn) return;
  if (traits.backOn !== undefined && day < traits.backOn && day > traits.backOn - 8) return;
  if (stage.calendar.isWeekend(day)) {
    if (random.chance(SHARE_WEEKEND_LOOK)) playPhoneDay(about, random.int(1, 3));
    return;
  }
  if (Object.keys(traits).length === 0 && !hasPart(stage, day) && random.chance(SHARE_DAY_OFF)) return;
  playWebDay(about);
  playDesktopDay(about);
  playPhoneDay(about, random.int(2, 5));
}

/** The days on which the story leans on people being at work. */
function hasPart(stage: Stage, day: number): boolean {
  return day >= -1 || day === -stage.calendar.days;
}
