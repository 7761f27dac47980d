import type { Finding } from '../../model/finding.js';
import type { Incident } from '../../model/incident.js';
import type { Instant } from '../../model/time.js';
import type {
  AccountOutcome,
  ChangedItem,
  FindingItem,
  IncidentItem,
  OutcomeChange,
} from './outcome-change.js';
import { type Pairing, pair, pairIncidents } from './pair.js';

/**
 * The difference between what two rule sets make of one account, as far as it reaches `since` or later. A finding is the
 * same one while it is the same rule's and shares an event, an incident while the times overlap: a change often moves the
 * first event, from which their ids are derived, and that alone is no news.
 */
export function compareOutcomes(
  account: string,
  before: AccountOutcome,
  after: AccountOutcome,
  since: Instant,
): OutcomeChange {
  const findings = pair(
    before.findings.filter(({ lastAt }) => lastAt >= since).map((one) => toFindingItem(one, account)),
    after.findings.filter(({ lastAt }) => lastAt >= since).map((one) => toFindingItem(one, account)),
    isSameFinding,
  );
  const paired = pairIncidents(before.incidents, after.incidents, since);
  const toItem = (incident: Incident): IncidentItem => toIncidentItem(incident, account);
  const incidents: Pairing<IncidentItem> = {
    added: paired.added.map(toItem),
    removed: paired.removed.map(toItem),
    kept: paired.kept.map(([left, right]) => [toItem(left), toItem(right)] as const),
  };
  return {
    added: [...findings.added, ...incidents.added],
    removed: [...findings.removed, ...incidents.removed],
    changed: [
      ...findings.kept.filter(
        ([left, right]) => left.points !== right.points || left.isShadow !== right.isShadow,
      ),
      ...incidents.kept.filter(([left, right]) => isOtherVerdict(left, right)),
    ].map(([left, right]): ChangedItem => ({ before: left, after: right })),
    wouldContain: [
      ...incidents.added,
      ...incidents.kept.filter(isNowContained).map(([, right]) => right),
    ].filter(contains),
    wouldNotContain: [
      ...incidents.removed,
      ...incidents.kept.filter(([left, right]) => isNowContained([right, left])).map(([left]) => left),
    ].filter(contains),
  };
}

/**
 * Incidents of the store that its present findings still carry. One that they no longer carry stays in the store with a
 * note, as history; it is nothing that a change could take away.
 */
export function supportedIncidents({ findings, incidents }: AccountOutcome): readonly Incident[] {
  return incidents.filter(({ firstEvent, lastEvent, reasons }) =>
    findings.some(
      ({ rule, firstAt, lastAt }) =>
        firstAt <= lastEvent && lastAt >= firstEvent && reasons.some((reason) => reason.rule === rule),
    ),
  );
}

function isSameFinding(left: FindingItem, right: FindingItem): boolean {
  return left.rule === right.rule && left.events.some((event) => right.events.includes(event));
}

function isOtherVerdict(left: IncidentItem, right: IncidentItem): boolean {
  return left.score !== right.score || left.justifiesContainment !== right.justifiesContainment;
}

function isNowContained([left, right]: readonly [IncidentItem, IncidentItem]): boolean {
  return !left.justifiesContainment && right.justifiesContainment;
}

function contains({ justifiesContainment }: IncidentItem): boolean {
  return justifiesContainment;
}

function toFindingItem(finding: Finding, account: string): FindingItem {
  const { id, rule, title, family, points, text, firstAt, lastAt, events } = finding;
  const isShadow = finding.isShadow === true;
  return {
    what: 'finding',
    id,
    account,
    rule,
    title,
    family,
    points,
    text,
    firstAt,
    lastAt,
    events,
    isShadow,
  };
}

function toIncidentItem(incident: Incident, account: string): IncidentItem {
  const { id, score, threshold, justifiesContainment, containmentReason, firstEvent, lastEvent } = incident;
  return {
    what: 'incident',
    id,
    account,
    score,
    threshold,
    justifiesContainment,
    containmentReason,
    firstEvent,
    lastEvent,
    reasons: incident.reasons.map(({ rule, title, points, text }) => ({ rule, title, points, text })),
  };
}
