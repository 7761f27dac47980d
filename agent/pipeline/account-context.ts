import { principalKey } from '../model/access-event.js';
import { type AccountContext, classOfKind, disownedSessions } from '../model/account-context.js';
import { type HeldData, heldDataOf } from '../model/held-data.js';
import type { Incident } from '../model/incident.js';
import type { StoreReads, Timeline } from '../model/store.js';
import type { Tuning } from '../model/tuning.js';

/** Whoever reads more mailboxes than this is asked about no further: a help desk, not a person of a team. */
const MOST_MAILBOXES = 200;

/** A timeline with what is known of its account beside it. `incidents` are all that the account has, closed ones too. */
export async function withContext(
  timeline: Timeline,
  incidents: readonly Incident[],
  reads: StoreReads,
  tuning: Tuning,
): Promise<Timeline> {
  const context: AccountContext = {
    mailboxClass: await mailboxClass(timeline.subject, reads, tuning),
    sharedMailboxes: await sharedMailboxes(timeline, reads),
    disowned: disownedSessions(incidents),
    held: await heldData(timeline.subject, reads),
  };
  return { ...timeline, context };
}

/** Asked only where a class makes a difference: an account is looked at many times a day. */
async function mailboxClass(
  subject: string,
  reads: StoreReads,
  { classThresholds }: Tuning,
): Promise<AccountContext['mailboxClass']> {
  if (Object.keys(classThresholds).length === 0) return null;
  return classOfKind((await reads.userByKey(subject))?.mailboxKind);
}

async function heldData(subject: string, reads: StoreReads): Promise<HeldData | null> {
  const survey = await reads.survey(subject);
  return survey === null ? null : heldDataOf(survey);
}

async function sharedMailboxes(timeline: Timeline, reads: StoreReads): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const { kind, mailbox, actorType } of timeline.events) {
    if ((kind !== 'mail-read' && kind !== 'mail-sync') || (actorType !== 'delegate' && actorType !== 'admin'))
      continue;
    const name = principalKey(mailbox);
    if (name !== null && name !== timeline.subject) names.add(name);
  }
  const shared: string[] = [];
  for (const name of [...names].sort().slice(0, MOST_MAILBOXES)) {
    if (classOfKind((await reads.userByKey(name))?.mailboxKind) !== null) shared.push(name);
  }
  return shared;
}
