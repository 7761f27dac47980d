import { principalKey } from '../model/access-event.js';
import type { Action } from '../model/action.js';
import type { Incident } from '../model/incident.js';
import type { ActorMember } from '../model/incident-actor.js';

const SHOWN_MEMBERS = 3;
const SHOWN_TIES = 3;
const LISTED_MEMBERS = 20;

/** Whom an incident is about, as a sentence begins: the account, or how many mailboxes and which. */
export function whoIsIt(incident: Incident): string {
  const members = incident.actor?.members ?? [];
  if (members.length === 0) return principalKey(incident.mailbox) ?? incident.subject;
  const names = [...new Set(members.map(nameOf))];
  const more = names.length - SHOWN_MEMBERS;
  const shown = names.slice(0, SHOWN_MEMBERS).join(', ');
  return `${names.length} mailboxes (${shown}${more > 0 ? ` and ${more} more` : ''})`;
}

/** What names an actor: where it came from, or the session or application that it used. */
export function actorName(incident: Incident): string | null {
  return incident.actor?.ties[0]?.text ?? null;
}

/** In how many mailboxes the sessions were revoked, and what waits. `actions` are those of all its mailboxes. */
export function wordCampaignResponse(incident: Incident, actions: readonly Action[]): string {
  const all = incident.actor?.members.length ?? 0;
  const done = countTargets(actions.filter(({ status }) => status === 'done'));
  const going = countTargets(actions.filter(({ status }) => status === 'approved'));
  const waiting = countTargets(actions.filter(({ status }) => status === 'held' || status === 'proposed'));
  const parts = [
    `sessions revoked in ${done} of ${all}`,
    ...(going === 0 ? [] : [`being revoked in ${going}`]),
    ...(waiting === 0 ? [] : [`waiting for a person in ${waiting}`]),
  ];
  return parts.join(', ');
}

/** What ties the mailboxes together. */
export function tieLines({ actor }: Incident): readonly string[] {
  return (actor?.ties ?? [])
    .slice(0, SHOWN_TIES)
    .map(({ kind, text, mailboxes }) => `${TIE_WORDS[kind]} ${text} was seen in ${mailboxes} mailboxes.`);
}

/** Each mailbox with its own case: those where the intruder was put out, or those where not. */
export function memberLines({ actor }: Incident, isContained: boolean): readonly string[] {
  const chosen = (actor?.members ?? []).filter(({ status }) => (status !== 'open') === isContained);
  const more = chosen.length - LISTED_MEMBERS;
  return [
    ...chosen
      .slice(0, LISTED_MEMBERS)
      .map((member) => `${nameOf(member)}: ${member.status}, case ${member.incident}`),
    ...(more > 0 ? [`${more} more mailboxes are in the report`] : []),
  ];
}

const TIE_WORDS = {
  'address-and-client': 'Network and client',
  session: 'Session',
  application: 'Application',
} as const;

function nameOf(member: ActorMember): string {
  return principalKey(member.mailbox) ?? member.subject;
}

function countTargets(actions: readonly Action[]): number {
  return new Set(actions.map(({ incident }) => incident)).size;
}
