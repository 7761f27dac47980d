import type { Duty } from '../behaviour/day.js';
import type { Random } from '../chance/random.js';
import type { WorldMailbox } from '../mail/world-mailbox.js';
import type { OtherMailbox } from './create-others.js';
import type { Person } from './person.js';

const ASSISTANT_VISITS = 7;
const TEAM_VISITS = 2;

/** Who works in whose mailbox: assistants in their boss's, some of each team in the team's; by index of the person. */
export function assignDuties(
  random: Random,
  people: readonly Person[],
  shared: readonly OtherMailbox[],
  mailboxes: ReadonlyMap<string, WorldMailbox>,
): ReadonlyMap<number, readonly Duty[]> {
  const duties = new Map<number, Duty[]>();
  const add = (person: Person, upn: string, visits: number) => {
    const mailbox = mailboxes.get(upn);
    if (mailbox !== undefined)
      duties.set(person.index, [...(duties.get(person.index) ?? []), { mailbox, visits }]);
  };
  for (const { assistant, boss } of assistantsOf(people)) add(assistant, boss.identity.upn, ASSISTANT_VISITS);
  const staff = people.filter(({ department }) => department !== 'executive' && department !== 'assistant');
  for (const { identity } of shared) {
    const team = random.fork(identity.upn);
    for (const person of team.sample(staff, team.int(4, 8))) add(person, identity.upn, TEAM_VISITS);
  }
  return duties;
}

/** Each assistant with the executive before them. */
export function assistantsOf(
  people: readonly Person[],
): readonly { readonly assistant: Person; readonly boss: Person }[] {
  return people.flatMap((assistant, index) => {
    const boss = people[index - 1];
    return assistant.department === 'assistant' && boss !== undefined ? [{ assistant, boss }] : [];
  });
}
