import type { Action } from '../../model/action.js';
import type { IncidentDocument } from '../incident-document.js';
import type { Summary } from '../summary.js';
import { counted, inNats, subjectText } from '../verb.js';
import type { Check } from './compare.js';
import type { Labels } from './labels.js';

const SHOWN_REASONS = 3;

/** What happened, as a person would tell it, one incident after the other. Pure. */
export function tellStory(summary: Summary, labels: Labels): readonly string[] {
  const read = summary.sources.map((source) => `${source.name} ${source.records}`).join(', ');
  const gaps = summary.sources.reduce((sum, source) => sum + source.gaps.length, 0);
  const incidents = [...summary.incidents].sort((a, b) => (a.firstEvent < b.firstEvent ? -1 : 1));
  return [
    `Records read: ${read}; gaps in the logs: ${gaps}.`,
    `${counted(summary.findings, 'finding')} led to ${counted(incidents.length, 'incident')}.`,
    ...incidents.flatMap((incident) => ['', ...tellIncident(incident, summary.actions, labels)]),
    '',
    ...tellNotices(summary),
  ];
}

function tellIncident(
  incident: IncidentDocument,
  actions: readonly Action[],
  labels: Labels,
): readonly string[] {
  if (incident.actor !== undefined) return tellCampaign(incident);
  const who = incident.mailbox.upn ?? incident.subject;
  const isLive = labels.attacked.some((one) => one.live && one.mailbox === who);
  const origin = incident.origins[0];
  const from = [
    origin?.address,
    origin?.asn == null ? null : `AS${origin.asn}`,
    origin?.country,
    origin?.client,
  ]
    .filter((part) => part != null)
    .join(', ');
  return [
    `${who}${isLive ? ' (live)' : ''}: score ${inNats(incident.score)} of ${inNats(incident.containThreshold)}${from === '' ? '' : `, from ${from}`}`,
    ...incident.reasons.slice(0, SHOWN_REASONS).map((reason) => `  ${signed(reason.points)}  ${reason.text}`),
    `  ${tellActions(incident, actions)}`,
    `  ${tellExposure(incident)}`,
  ];
}

function tellCampaign(incident: IncidentDocument): readonly string[] {
  const { ties = [], members = [] } = incident.actor ?? {};
  const names = members.map(({ mailbox, subject }) => mailbox.upn ?? subject);
  return [
    `${subjectText(incident)}: ${names.join(', ')}`,
    ...ties.slice(0, SHOWN_REASONS).map((tie) => `  in ${tie.mailboxes} of them: ${tie.text}`),
  ];
}

function tellActions(incident: IncidentDocument, actions: readonly Action[]): string {
  const own = actions.filter((action) => action.incident === incident.id);
  if (own.length === 0) return `nothing was done: ${incident.containmentReason}`;
  return own
    .map((action) => {
      if (action.doneAt === null) return `${action.kind}: ${action.status} (${action.reason})`;
      const [opened, last] = [incident.openedAt, incident.lastEvent].map((from) =>
        durationBetween(from, action.doneAt ?? from),
      );
      const what = action.kind === 'revoke-sessions' ? 'sessions revoked' : `${action.kind} done`;
      return `${what} ${opened} after the incident was opened, ${last} after its last event; verified: ${action.verified}`;
    })
    .join('; ');
}

function tellExposure({ exposure }: IncidentDocument): string {
  if (exposure === null) return 'what was reached was not examined';
  const reached = counted(exposure.reached.length, 'message');
  const { account, sensitive } = exposure.groups;
  if (exposure.verdict === 'yes')
    return `customer data: YES, in ${reached} reached: ${counted(account, 'customer')} account information, ${counted(sensitive, 'customer')} sensitive`;
  if (exposure.verdict === 'unknown')
    return `customer data: UNKNOWN, ${counted(exposure.unread.length, 'part')} could not be read`;
  return `customer data: no, none in ${reached} reached`;
}

function tellNotices(summary: Summary): readonly string[] {
  const held = summary.exposures.filter((exposure) => exposure.verdict === 'yes').length;
  return [
    `${held} of ${counted(summary.exposures.length, 'examined mailbox', 'examined mailboxes')} held customer data.`,
  ];
}

/** The comparison with the labels, one line each. */
export function tellChecks(checks: readonly Check[]): readonly string[] {
  return checks.map((check) => `${check.isMet ? 'ok  ' : 'FAIL'}  ${check.name}: ${check.detail}`);
}

function signed(points: number): string {
  return `${points < 0 ? '-' : '+'}${inNats(Math.abs(points))}`;
}

function durationBetween(from: string, to: string): string {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  const hours = seconds / 3600;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}
