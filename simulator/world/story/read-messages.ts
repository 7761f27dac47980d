import { actorOf } from '../behaviour/mail-actor.js';
import { openMessage } from '../behaviour/read-mail.js';
import type { Random } from '../chance/random.js';
import type { WorldMailbox, WorldMessage } from '../mail/world-mailbox.js';
import type { Person } from '../people/person.js';
import type { Grant } from '../people/session.js';
import type { Stage } from '../stage.js';
import type { Reached } from './outcome.js';

/** How fast an intruder opens one message after another. */
export interface Pace {
  readonly fromMs: number;
  readonly gapMs: readonly [number, number];
}

/** Opens messages one by one with a token that somebody else's session gave. */
export function readMessages(
  stage: Stage,
  random: Random,
  hold: { readonly victim: Person; readonly mailbox: WorldMailbox; readonly grants: readonly Grant[] },
  messages: readonly WorldMessage[],
  pace: Pace,
): readonly Reached[] {
  const reached: Reached[] = [];
  let atMs = pace.fromMs;
  for (const message of messages) {
    const grant = hold.grants.findLast(({ issuedMs }) => issuedMs <= atMs) ?? hold.grants[0];
    if (grant === undefined || !stage.calendar.isHistory(atMs)) break;
    openMessage(stage, hold.mailbox, actorOf(stage, hold.victim, grant), atMs, message, true);
    reached.push({ message, proof: 'opened' });
    atMs += random.int(...pace.gapMs);
  }
  return reached;
}
