import type { AccessEvent } from '../../model/access-event.js';
import type { Incident } from '../../model/incident.js';
import type { RestProof, SurveyedMessage } from '../../model/mailbox-survey.js';
import type { Instant } from '../../model/time.js';
import { concernsMail } from '../reached/mail-gaps.js';
import { planDepartures } from '../reached/plan-departures.js';
import { planReads } from '../reached/plan-reads.js';

/** Mail that came in between these times, both inclusive; null for all that came before the end. */
export interface MailStretch {
  readonly from: Instant | null;
  readonly to: Instant;
}

/** What the log leaves open about the messages that it does not name. */
export interface OpenStretches {
  /** Any of this mail may have been read, taken or passed on. */
  readonly hidden: readonly MailStretch[];
  /** Any of this mail may have been among the results of a search. */
  readonly searched: readonly MailStretch[];
}

/**
 * When the log hides reads: the provider stopped logging, a stretch of the mailbox's log is missing, a read names nothing, mail
 * was exported. What lay in the mailbox by the end of that may have been reached; of a forwarding only what came in meanwhile.
 */
export function openStretches(
  incident: Incident,
  events: readonly AccessEvent[],
  now: Instant,
): OpenStretches {
  const reads = planReads(events, incident.mailbox);
  const departures = planDepartures(events, incident.mailbox, now);
  const gaps = incident.coverage.gaps.filter(concernsMail);
  return {
    hidden: [
      ...[...reads.throttled, ...gaps].map(({ to }) => upTo(to)),
      ...[...reads.unnamedAt, ...departures.exportedAt].map(upTo),
      ...departures.forwarded.map(({ from, to }) => ({ from, to })),
    ],
    searched: departures.searchedAt.map(upTo),
  };
}

/** What the log leaves open about one message. Without a time of arrival all of it holds. */
export function restProofOf(
  { receivedAt }: Pick<SurveyedMessage, 'receivedAt'>,
  { hidden, searched }: OpenStretches,
): RestProof {
  const isIn = ({ from, to }: MailStretch): boolean =>
    receivedAt === null || (receivedAt <= to && (from === null || receivedAt >= from));
  if (hidden.some(isIn)) return 'cannot-exclude';
  return searched.some(isIn) ? 'searched' : 'present';
}

function upTo(to: Instant): MailStretch {
  return { from: null, to };
}
