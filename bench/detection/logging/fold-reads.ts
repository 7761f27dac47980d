import { PARAMETERS } from '../parameters.js';
import type { MailActor } from '../records/mail-actor.js';
import type { Mailbox } from '../world/people.js';
import type { Label } from './label.js';

/** A message that somebody opened. */
export interface Opening {
  readonly atMs: number;
  readonly mailbox: Mailbox;
  readonly actor: MailActor;
  readonly folder: string;
  readonly messageId: string;
  readonly label: Label | null;
}

/** One Bind record: openings of one context. */
export interface FoldedReads {
  readonly openings: readonly [Opening, ...Opening[]];
  readonly isThrottled: boolean;
}

/** What Exchange remembers of a mailbox from one day to the next. */
export interface ThrottleState {
  recordTimes: number[];
  silentUntilMs: number;
  /** When a message was last logged, by context and message. */
  readonly logged: Map<string, number>;
}

export function createThrottleState(): ThrottleState {
  return { recordTimes: [], silentUntilMs: 0, logged: new Map() };
}

/**
 * Exchange's rules for one mailbox: repeats within the hour are dropped, two minutes of one context make one record, after a
 * thousand records in a day the last says so and a day of silence follows.
 */
export function foldReads(openings: readonly Opening[], state: ThrottleState): readonly FoldedReads[] {
  const ordered = openings.toSorted((left, right) => left.atMs - right.atMs);
  return throttle(group(dropRepeats(ordered, state)), state);
}

function dropRepeats(openings: readonly Opening[], { logged }: ThrottleState): readonly Opening[] {
  const first = openings[0]?.atMs ?? 0;
  for (const [key, atMs] of logged) if (first - atMs > PARAMETERS.logging.repeatMs) logged.delete(key);
  return openings.filter((opening) => {
    const key = `${contextOf(opening)}\n${opening.messageId}`;
    const last = logged.get(key);
    if (last !== undefined && opening.atMs - last < PARAMETERS.logging.repeatMs) return false;
    logged.set(key, opening.atMs);
    return true;
  });
}

function group(openings: readonly Opening[]): readonly (readonly [Opening, ...Opening[]])[] {
  const windows: [Opening, ...Opening[]][] = [];
  const open = new Map<string, [Opening, ...Opening[]]>();
  for (const opening of openings) {
    const key = contextOf(opening);
    const window = open.get(key);
    if (window !== undefined && opening.atMs - window[0].atMs < PARAMETERS.logging.bindWindowMs) {
      window.push(opening);
      continue;
    }
    const fresh: [Opening, ...Opening[]] = [opening];
    open.set(key, fresh);
    windows.push(fresh);
  }
  return windows;
}

function throttle(
  windows: readonly (readonly [Opening, ...Opening[]])[],
  state: ThrottleState,
): readonly FoldedReads[] {
  const { throttleRecords, throttleMs } = PARAMETERS.logging;
  return windows.flatMap((openings) => {
    const { atMs } = openings[0];
    if (atMs < state.silentUntilMs) return [];
    state.recordTimes = [...state.recordTimes.filter((time) => atMs - time < throttleMs), atMs];
    const isThrottled = state.recordTimes.length > throttleRecords;
    if (isThrottled) {
      state.silentUntilMs = atMs + throttleMs;
      state.recordTimes = [];
    }
    return [{ openings, isThrottled }];
  });
}

/** A new record begins where any of these differs ("MailItemsAccessed", Microsoft Purview). */
function contextOf({ actor, folder }: Opening): string {
  return [
    actor.upn,
    actor.logonType,
    actor.client.clientInfo,
    actor.address,
    actor.session?.id ?? '',
    folder,
  ].join('\n');
}
