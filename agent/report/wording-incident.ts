import { type Principal, principalKey } from '../model/access-event.js';
import type { Incident, IncidentOrigin } from '../model/incident.js';
import { timeText } from './page/format.js';
import type { ReportInput } from './report-input.js';
import { exposureStanding } from './wording-exposure.js';
import { responseStanding } from './wording-response.js';

/** The account that the incident is about. */
export function whose(incident: Incident): string {
  return principalKey(incident.mailbox) ?? incident.subject;
}

/** `name (id)`, whichever of them is known. */
export function principalText(principal: Principal): string {
  const { id, upn } = principal;
  if (upn === null) return id ?? 'not named by the log';
  return id === null ? upn : `${upn} (${id})`;
}

/** The whole case in one sentence: who, from where, since when, what was done, what was reached. */
export function summarySentence(input: ReportInput): string {
  const { incident } = input;
  const opening =
    incident.kind === 'actor'
      ? 'One actor is suspected of access to several mailboxes, here'
      : 'Someone else is suspected in the mailbox of';
  const since = `since ${timeText(incident.firstEvent)} UTC`;
  return `${opening} ${whose(incident)}${from(incident.origins[0])}, ${since}; ${responseStanding(input).clause}; ${exposureStanding(input.exposure).clause}.`;
}

function from(origin: IncidentOrigin | undefined): string {
  const place = origin === undefined ? '' : originText(origin);
  return place === '' ? '' : `, from ${place}`;
}

/** `203.0.113.7 (AS64500, Amsterdam, NL)`, as far as it is known; empty when nothing is. */
export function originText(origin: Pick<IncidentOrigin, 'address' | 'asn' | 'country' | 'place'>): string {
  const network = [origin.asn === null ? null : `AS${origin.asn}`, origin.place, origin.country]
    .filter((part) => part !== null && part !== '')
    .join(', ');
  if (origin.address === null) return network;
  return network === '' ? origin.address : `${origin.address} (${network})`;
}

const STATUS_WORDS: Readonly<Record<Incident['status'], string>> = {
  open: 'Open',
  contained: 'Contained',
  closed: 'Closed',
};

export function statusWords(incident: Incident): string {
  return STATUS_WORDS[incident.status];
}
