import { type AccountHabit, marksOf, shortTrait } from '../model/account-habit.js';
import { countedEvents } from '../model/counted-events.js';
import type { Finding } from '../model/finding.js';
import type { Incident } from '../model/incident.js';
import { joinSessions } from '../model/join-sessions.js';
import type { Session } from '../model/session.js';
import type { Timeline } from '../model/store.js';
import { laterOf, shift } from '../model/time.js';
import type { Tuning } from '../model/tuning.js';

/** Some 2 kB. An intruder with more of them is better watched without. */
const MAX_MARKS = 150;

/**
 * For as long as records of an incident come late: how its suspects are known, so that what they do is scored as it comes,
 * and what the owner does beside them is not. `incidents` are all that the account has.
 */
export function watchSuspects(
  timeline: Timeline,
  findings: readonly Finding[],
  incidents: readonly Incident[],
  { latenessMs }: Tuning,
): Pick<AccountHabit, 'watchedUntil' | 'suspectMarks'> {
  const last = incidents.map((incident) => incident.lastEvent).reduce(laterOf, '');
  if (last === '') return { watchedUntil: '' };
  const suspectMarks = marksOfSuspects(timeline, suspectsOf(incidents, findings));
  return { watchedUntil: shift(last, latenessMs), ...(suspectMarks === null ? {} : { suspectMarks }) };
}

/** Keys of the sessions that are held to be an intruder's, and of those that the evidence of an incident speaks against. */
function suspectsOf(incidents: readonly Incident[], findings: readonly Finding[]): ReadonlySet<string> {
  const reasons = new Set(incidents.flatMap((one) => one.reasons.flatMap((reason) => reason.events)));
  const speaking = findings.filter(
    ({ points, events }) => points > 0 && events.some((id) => reasons.has(id)),
  );
  return new Set([
    ...incidents.flatMap((incident) => incident.sessions),
    ...speaking.flatMap((finding) => finding.sessions),
  ]);
}

/** Null when there are too many. */
function marksOfSuspects(timeline: Timeline, suspects: ReadonlySet<string>): readonly string[] | null {
  const events = countedEvents(timeline);
  const { sessionOf } = joinSessions(events);
  const marks = new Set<string>();
  for (const event of events) {
    const session = sessionOf(event.id);
    if (session !== undefined && isOneOf(session, suspects))
      for (const mark of marksOf(event)) marks.add(mark);
    if (marks.size > MAX_MARKS) return null;
  }
  return [...marks].map(shortTrait);
}

function isOneOf({ key, root }: Session, suspects: ReadonlySet<string>): boolean {
  return suspects.has(key) || suspects.has(root);
}
