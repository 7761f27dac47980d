import { openStretches, restProofOf } from '../assess/survey/open-stretches.js';
import { DATA_CLASSES, type DataClass, type Exposure } from '../model/exposure.js';
import type { Incident } from '../model/incident.js';
import type {
  MailboxRest,
  MailboxSurvey,
  RestMessage,
  RestOfProof,
  RestProof,
  SurveyedMessage,
} from '../model/mailbox-survey.js';
import type { StoreReads } from '../model/store.js';
import { restCustomers } from '../report/rest-customers.js';
import { countPeople } from '../report/total-customers.js';
import { exposureEvents } from './exposure-events.js';

/** Strongest first. */
const REST_PROOFS: readonly RestProof[] = ['cannot-exclude', 'searched', 'present'];
const AT_ONCE = 500;

/**
 * Every message of the mailbox that holds customer data and is not among what was reached, by Message-ID, each once, with the strongest
 * that the log leaves open about any copy.
 */
export async function readRestMessages(
  reads: StoreReads,
  incident: Incident,
  exposure: Exposure,
): Promise<readonly RestMessage[]> {
  const events = await exposureEvents(reads, incident);
  const stretches = openStretches(incident, events, exposure.assessedAt);
  const reached = new Set(exposure.reached.map(({ message }) => message));
  const found = new Map<string, RestMessage>();
  for await (const { item: _, unread: __, ...kept } of surveyedMessages(reads, incident.subject)) {
    if (kept.customers.length === 0 || reached.has(kept.message)) continue;
    const proof = restProofOf(kept, stretches);
    const known = found.get(kept.message);
    if (known !== undefined && REST_PROOFS.indexOf(known.proof) <= REST_PROOFS.indexOf(proof)) continue;
    found.set(kept.message, { ...kept, proof });
  }
  return [...found.values()];
}

/** All that is kept of a mailbox's messages, a portion at a time. */
export async function* surveyedMessages(
  reads: Pick<StoreReads, 'surveyedMessages'>,
  subject: string,
): AsyncGenerator<SurveyedMessage> {
  for (let after = ''; ; ) {
    const some = await reads.surveyedMessages(subject, after, AT_ONCE);
    yield* some;
    const last = some.at(-1);
    if (last === undefined || some.length < AT_ONCE) return;
    after = last.item;
  }
}

/** The rest of a mailbox in figures, as far as it was looked at. */
export async function readRest(
  reads: StoreReads,
  incident: Incident,
  exposure: Exposure,
  survey: MailboxSurvey,
): Promise<MailboxRest> {
  const { status, reason, folders, withUnread } = survey;
  const found = await readRestMessages(reads, incident, exposure);
  return {
    status,
    reason,
    read: folders.reduce((sum, { read }) => sum + read, 0),
    unread: withUnread + folders.filter((folder) => folder.status === 'closed').length,
    proofs: REST_PROOFS.map((proof) =>
      sumUp(
        proof,
        found.filter((one) => one.proof === proof),
      ),
    ),
  };
}

function sumUp(proof: RestProof, messages: readonly RestMessage[]): RestOfProof {
  const classes: Partial<Record<DataClass, number>> = {};
  for (const dataClass of DATA_CLASSES) {
    const count = messages.filter((message) => message.classes.includes(dataClass)).length;
    if (count > 0) classes[dataClass] = count;
  }
  return {
    proof,
    messages: messages.length,
    classes,
    customers: countPeople(messages.flatMap(restCustomers)),
  };
}
