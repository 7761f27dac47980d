import type { AccessEvent } from '../model/access-event.js';
import type { Action, ResponseMode } from '../model/action.js';
import type { ContainmentState } from '../model/containment.js';
import type { Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type { RestMessage } from '../model/mailbox-survey.js';
import type { MeasuredQuality } from '../model/measured-quality.js';
import type { NoticeRegime } from '../model/notice.js';
import type { ReportVersion } from '../model/report-version.js';
import type { Instant } from '../model/time.js';

/** All that a report is made from. The same input gives the same bytes. */
export interface ReportInput {
  readonly incident: Incident;
  readonly actions: readonly Action[];
  /** Null while nobody has looked into the mailbox, which says nothing about what is in it. */
  readonly exposure: Exposure | null;
  /** Messages with customer data that are not known to be reached; missing where the rest of the mailbox was not looked at. */
  readonly rest?: readonly RestMessage[];
  /** Null before a plan was made. */
  readonly containment?: ContainmentState | null;
  /** Events of the incident, in any order. */
  readonly events: readonly AccessEvent[];
  readonly productVersion: string;
  readonly now: Instant;
  readonly mode: ResponseMode;
  /** Laws that the exposure is held against; none where none are loaded. */
  readonly regimes?: readonly NoticeRegime[];
  /** What earlier reports of this incident said, the oldest first. */
  readonly versions?: readonly ReportVersion[];
  /** How much the detectors find; null where it was not measured. */
  readonly quality?: MeasuredQuality | null;
  /** Stands in the head of the page, such as "simulated tenant". */
  readonly scenarioNote?: string;
}

/** The same with its events oldest first, those of one instant by id. */
export function inOrder(input: ReportInput): ReportInput {
  const key = (event: AccessEvent): string => `${event.at} ${event.id}`;
  return { ...input, events: [...input.events].sort((left, right) => (key(left) < key(right) ? -1 : 1)) };
}
