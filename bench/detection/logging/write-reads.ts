import { logBind } from '../records/mailbox-record.js';
import { dayOf, type Stage } from '../world/stage.js';
import { createThrottleState, foldReads, type Opening, type ThrottleState } from './fold-reads.js';

/** What Exchange remembers of every mailbox, by its id. */
export type ThrottleStates = Map<string, ThrottleState>;

/** Folds the openings of a day and writes them down. */
export function writeReads(stage: Stage, dayMs: number, states: ThrottleStates): void {
  const day = dayOf(dayMs);
  const unaudited = new Set(stage.people.filter((one) => !one.isAudited).map((one) => one.mailbox.guid));
  const byMailbox = new Map<string, Opening[]>();
  for (const opening of stage.openings.get(day) ?? []) {
    const { guid } = opening.mailbox;
    if (unaudited.has(guid)) continue;
    const list = byMailbox.get(guid);
    if (list === undefined) byMailbox.set(guid, [opening]);
    else list.push(opening);
  }
  stage.openings.delete(day);
  for (const [guid, openings] of byMailbox) {
    const state = states.get(guid) ?? createThrottleState();
    states.set(guid, state);
    const random = stage.random.child(`binds ${guid} ${day}`);
    for (const folded of foldReads(openings, state)) logBind(stage.logbook, random, stage.tenant, folded);
  }
}
