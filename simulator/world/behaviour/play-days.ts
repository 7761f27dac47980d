import type { Person } from '../people/person.js';
import type { Stage } from '../stage.js';
import { signInAs } from './sign-in-as.js';

/** Every person's every day. */
export function playDays(stage: Stage, people: readonly Person[]): void {
  for (const person of people) {
    for (const day of stage.calendar.dayNumbers) playDay(stage, person, day);
  }
}

function playDay(stage: Stage, person: Person, day: number): void {
  if (stage.calendar.isWeekend(day)) return;
  const random = stage.random.fork(`day/${person.index}/${day}`);
  const startedMs = stage.calendar.at(day, person.shiftStart, person.place.utcOffsetHours);
  signInAs(stage, random, person, {
    client: person.web,
    session: { id: random.guid(), startedMs },
    network: person.office ?? person.home,
    atMs: startedMs,
    day,
    isInteractive: true,
    mfa: 'previous',
  });
}
