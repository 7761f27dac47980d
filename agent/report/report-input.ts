import type { AccessEvent } from '../model/access-event.js';
import type { Action, ResponseMode } from '../model/action.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type { Instant } from '../model/time.js';

/** All that a report is made from. The same input gives the same bytes. */
export interface ReportInput {
  readonly incident: Incident;
  readonly actions: readonly Action[];
  /** Null while nobody has looked into the mailbox, which says nothing about what is in it. */
  readonly exposure: Exposure | null;
  /** Events of the incident, in any order. */
  readonly events: readonly AccessEvent[];
  readonly productVersion: string;
  readonly now: Instant;
  readonly mode: ResponseMode;
  /** Stands in the head of the page, such as "simulated tenant". */
  readonly scenarioNote?: string;
}

/** The same with its events oldest first, those of one instant by id. */
export function inOrder(input: ReportInput): ReportInput {
  const key = (event: AccessEvent): string => `${event.at} ${event.id}`;
  return { ...input, events: [...input.events].sort((left, right) => (key(left) < key(right) ? -1 : 1)) };
}
