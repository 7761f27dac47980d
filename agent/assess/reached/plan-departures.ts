import { type AccessEvent, type Principal, principalKey } from '../../model/access-event.js';
import type { UnreadPart } from '../../model/exposure.js';
import { endsForwarding, startsForwarding } from '../../model/forwarding.js';
import type { Instant } from '../../model/time.js';
import type { OpenedMessage } from './plan-reads.js';
import { spanTimes } from './span-times.js';

/** Mail that came in between these times was passed on to somebody outside. */
export interface ForwardedStretch {
  readonly mailbox: Principal;
  readonly from: Instant;
  readonly to: Instant;
}

/** What left the company, and what was looked for, from the log alone. */
export interface DeparturePlan {
  /** Messages that were sent to somebody outside. */
  readonly sent: readonly OpenedMessage[];
  readonly forwarded: readonly ForwardedStretch[];
  /** Searches and exports: the log says that they were made, not what they showed or took. */
  readonly unread: readonly UnreadPart[];
  /** The times of the searches, and of the exports. */
  readonly searchedAt: readonly Instant[];
  readonly exportedAt: readonly Instant[];
}

/** Sorts the intruder's other acts on mail: what was sent, forwarded, searched and exported; everything once, sorted. */
export function planDepartures(
  events: readonly AccessEvent[],
  owner: Principal,
  now: Instant,
): DeparturePlan {
  const done = events.filter((event) => event.outcome !== 'failure').sort(byTime);
  const exported = done.filter(isExport);
  const searched = done.filter((event) => event.kind === 'mail-search' && !isExport(event));
  return {
    sent: sentMessages(done, owner),
    forwarded: done.flatMap((event) =>
      startsForwarding(event)
        ? [{ mailbox: event.mailbox ?? owner, from: event.at, to: endOf(event, done, now) }]
        : [],
    ),
    unread: [...searches(searched), ...exports(exported), ...unnamedSends(done)],
    searchedAt: searched.map(({ at }) => at),
    exportedAt: exported.map(({ at }) => at),
  };
}

function byTime(left: AccessEvent, right: AccessEvent): number {
  return `${left.at} ${left.id}` < `${right.at} ${right.id}` ? -1 : 1;
}

/** Where the log does not say who received it, it may have been somebody outside. */
function leavesCompany(event: AccessEvent): boolean {
  return event.kind === 'mail-send' && event.facts.outsideRecipients !== 0;
}

function sentMessages(events: readonly AccessEvent[], owner: Principal): readonly OpenedMessage[] {
  const sent = new Map<string, OpenedMessage>();
  for (const event of events.filter(leavesCompany)) {
    const mailbox = event.mailbox ?? owner;
    for (const { messageId, folderId } of event.mail?.messages ?? []) {
      const key = JSON.stringify([principalKey(mailbox), messageId]);
      const known = sent.get(key);
      const span = spanTimes(known === undefined ? [event.at] : [event.at, known.firstAt, known.lastAt]);
      if (span !== null) sent.set(key, { mailbox, messageId, folder: known?.folder ?? folderId, ...span });
    }
  }
  return [...sent].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, message]) => message);
}

/** The first removal of the same kind behind it, whoever did it; until now where there is none. */
function endOf(begun: AccessEvent, events: readonly AccessEvent[], now: Instant): Instant {
  const end = events.find(
    (event) =>
      event.at > begun.at && event.kind === begun.kind && endsForwarding(event) && isSameRule(begun, event),
  );
  return end?.at ?? now;
}

/** Without an id on both sides nothing says that it was this very rule: it is then held to go on. */
function isSameRule(begun: AccessEvent, ended: AccessEvent): boolean {
  if (begun.kind !== 'inbox-rule') return true;
  return begun.facts.ruleId !== undefined && begun.facts.ruleId === ended.facts.ruleId;
}

/** Of a search in a mailbox the log has the words, which stay in the raw record, and never the results. */
function searches(events: readonly AccessEvent[]): readonly UnreadPart[] {
  return stretch(
    events,
    (times) => `${times} the mailbox was searched: which messages the results showed is not logged`,
  );
}

function exports(events: readonly AccessEvent[]): readonly UnreadPart[] {
  return stretch(
    events,
    (times) =>
      `${times} an export or a content search of mailboxes was made: no mail of the mailbox can be excluded`,
  );
}

function unnamedSends(events: readonly AccessEvent[]): readonly UnreadPart[] {
  const unnamed = events.filter((event) => leavesCompany(event) && (event.mail?.messages.length ?? 0) === 0);
  return stretch(unnamed, (times) => `${times} mail was sent that the log does not name`);
}

function isExport({ kind, operation }: AccessEvent): boolean {
  return kind === 'mail-search' && !/^searchquery/i.test(operation);
}

function stretch(events: readonly AccessEvent[], say: (times: string) => string): readonly UnreadPart[] {
  const span = spanTimes(events.map(({ at }) => at));
  if (span === null) return [];
  const times =
    span.firstAt === span.lastAt ? `at ${span.firstAt}` : `from ${span.firstAt} to ${span.lastAt}`;
  return [{ part: 'mailbox', reason: say(times) }];
}
