import type { AccessEvent } from '../model/access-event.js';
import type { IndexAccess } from '../model/customer-index.js';
import type { Exposure } from '../model/exposure.js';
import type { CoverageGapNote, Incident } from '../model/incident.js';
import type { DocumentReader, MailboxReader } from '../model/ports.js';
import type { Instant } from '../model/time.js';
import { buildExposure, type ReadMessage } from './build-exposure.js';
import { createClassifier } from './classify/classify-document.js';
import type { ClassifierSettings } from './classify/settings.js';
import { DEFAULT_LIMITS, type DocumentLimits } from './documents/document.js';
import { readHere } from './documents/document-readers.js';
import { Examination } from './reached/examination.js';
import { locateDepartures } from './reached/locate-departures.js';
import { joinMessages, locateMessages, MOST_AT_ONCE } from './reached/locate-messages.js';
import { mapConcurrent } from './reached/map-concurrent.js';
import { planDepartures } from './reached/plan-departures.js';
import { planReads, type ReadPlan } from './reached/plan-reads.js';
import { type Reading, readMessage } from './reached/read-message.js';

/** Messages of one folder that are read at most; the rest is named as unread. */
const MOST_MESSAGES = 20_000;

/** What is to be examined: `events` are the intruder's reads, and what made mail leave or was searched for; in any order. */
export interface AssessmentInput {
  readonly incident: Incident;
  readonly events: readonly AccessEvent[];
  readonly now: Instant;
}

export interface AssessmentTools {
  /** Null where no examiner is set up: every answer is then unknown. */
  readonly reader: MailboxReader | null;
  readonly settings: ClassifierSettings;
  /** Keys the hashes that name customers. */
  readonly customerKey: Uint8Array;
  /** The company's own index of customers, as it is now; without it customers are named by keyed hash. */
  readonly customerIndex?: () => IndexAccess | null;
  readonly limits?: DocumentLimits;
  /** Reads attachments; in this process where none is given. */
  readonly documents?: DocumentReader;
}

/**
 * Finds out which messages an intruder reached, what customer data is in them and whose. Headers first, then bodies and
 * attachments, three at once. The same mailbox and events give the same exposure; no plain value leaves this function.
 * @throws OutsideError that may pass: the examination is to be run again as a whole
 */
export async function assessMailbox(
  input: AssessmentInput,
  tools: AssessmentTools,
  signal: AbortSignal,
): Promise<Exposure> {
  const plan = planReads(input.events, input.incident.mailbox);
  const examination = new Examination(tools.reader, signal);
  const departures = planDepartures(input.events, input.incident.mailbox, input.now);
  noteWhatTheLogHides(examination, plan);
  for (const { part, reason } of departures.unread) examination.note(part, reason);
  const located = joinMessages([
    ...(await locateMessages(examination, plan, MOST_MESSAGES)),
    ...(await locateDepartures(examination, departures, MOST_MESSAGES)),
  ]);
  const limits = tools.limits ?? DEFAULT_LIMITS;
  const reading: Reading = {
    classify: createClassifier(tools.settings),
    limits,
    documents: tools.documents ?? readHere(limits),
  };
  const messages = await mapConcurrent(
    located,
    MOST_AT_ONCE,
    signal,
    async (message): Promise<ReadMessage> => ({
      message,
      persons: await readMessage(examination, message, reading),
    }),
  );
  return buildExposure({
    incident: input.incident,
    messages,
    unread: examination.unread,
    gaps: plan.throttled.map(toGap),
    now: input.now,
    customerKey: tools.customerKey,
    index: tools.customerIndex?.() ?? null,
  });
}

function noteWhatTheLogHides(examination: Examination, plan: ReadPlan): void {
  for (const { part, reason } of plan.unread) examination.note(part, reason);
  for (const { from, to } of plan.throttled)
    examination.note(
      'mailbox',
      `from ${from} to ${to} the provider logged no reads: no mail can be excluded`,
    );
}

function toGap({ source, from, to }: ReadPlan['throttled'][number]): CoverageGapNote {
  return { source, from, to, reason: 'mail-access-throttled' };
}
