import { type AccessEvent, type Principal, principalKey } from '../model/access-event.js';
import { countedEvents } from '../model/counted-events.js';
import type { Finding } from '../model/finding.js';
import { deriveId } from '../model/ids.js';
import type { Incident } from '../model/incident.js';
import { type JoinedSessions, joinSessions } from '../model/join-sessions.js';
import type { Timeline } from '../model/store.js';
import { type Instant, laterOf, toMs } from '../model/time.js';
import type { Tuning } from '../model/tuning.js';
import { type ChosenThresholds, chooseThresholds } from './choose-thresholds.js';
import { APART_MS, clusterGroups, countedFindings } from './cluster-groups.js';
import type { EvidenceCluster } from './evidence-group.js';
import { groupEvidence } from './group-evidence.js';
import { judgeContainment } from './judge-containment.js';
import { leaveOutEach } from './leave-out.js';
import { type Matched, matchExisting, standing } from './match-existing.js';
import { traceIntruder } from './trace-intruder.js';
import { weighFindings } from './weigh-findings.js';

interface Weighing {
  readonly subject: string;
  readonly tuning: Tuning;
  readonly thresholds: ChosenThresholds;
  readonly joined: JoinedSessions;
  /** Closed by a person, or begun before the past that is judged. */
  readonly settled: readonly Incident[];
  readonly tenantId: string;
  readonly now: Instant;
}

/**
 * Weighs an account's findings into incidents: those that the evidence supports now, and those announced before that it no
 * longer supports, with a note. Closed incidents are history and are not given again, nor are those that began before the past
 * that is judged: they stand as they were last judged. `coverage` is left for the caller to state. Apart from what `existing` keeps (id, aliases, status, openedAt, late), a function of timeline and findings.
 */
export function weighIncidents(
  subject: string,
  timeline: Timeline,
  findings: readonly Finding[],
  tuning: Tuning,
  existing: readonly Incident[],
  context: { readonly tenantId: string; readonly now: Instant },
): readonly Incident[] {
  const { from = '' } = timeline;
  const isSettled = (incident: Incident): boolean =>
    incident.status === 'closed' || incident.firstEvent < from;
  const alive = standing(existing).filter((incident) => !isSettled(incident));
  if (findings.length === 0 && alive.length === 0) return [];
  const counted = countedEvents(timeline);
  const settled = existing.filter(isSettled);
  const weighing: Weighing = {
    subject,
    tuning,
    thresholds: chooseThresholds(tuning, subject, timeline.context),
    joined: joinSessions(counted),
    settled,
    ...context,
  };
  const clusters = findClusters(countable(findings), settled, weighing);
  const { matched, unsupported } = matchExisting(clusters, alive);
  const mailbox = mailboxOf(subject, counted);
  return [
    ...matched.map((one) => toIncident(one, mailbox, weighing)),
    ...unsupported.map((incident) => withdraw(incident)),
  ];
}

/** Each once. What a rule on trial found is left out: not even the time of an incident may rest on it. */
function countable(findings: readonly Finding[]): readonly Finding[] {
  const counted = findings.filter((finding) => finding.isShadow !== true);
  return [...new Map(counted.map((finding) => [finding.id, finding])).values()];
}

/** What began before a settled incident's last event belongs to it; what begins after it is new. */
function findClusters(
  findings: readonly Finding[],
  settled: readonly Incident[],
  weighing: Weighing,
): readonly EvidenceCluster[] {
  const cuts = settled.map((incident) => incident.lastEvent).sort();
  const segments = new Map<number, Finding[]>();
  for (const finding of findings) {
    const segment = cuts.filter((cut) => cut < finding.firstAt).length;
    const list = segments.get(segment);
    if (list === undefined) segments.set(segment, [finding]);
    else list.push(finding);
  }
  const ofSettled = (cluster: EvidenceCluster): boolean =>
    settled.some(
      (incident) =>
        cluster.firstAt <= incident.lastEvent && toMs(incident.firstEvent) - toMs(cluster.lastAt) <= APART_MS,
    );
  return [...segments.entries()]
    .sort(([left], [right]) => left - right)
    .flatMap(([, segment]) => {
      const groups = groupEvidence(segment, weighing.joined);
      return clusterGroups(groups, weighing.thresholds.open).filter((cluster) => !ofSettled(cluster));
    });
}

function toIncident(
  { cluster, existing }: Matched<EvidenceCluster>,
  mailbox: Principal,
  weighing: Weighing,
): Incident {
  const { thresholds } = weighing;
  const counted = countedFindings(cluster.groups);
  const { score, reasons } = weighFindings(counted);
  const { reason: thresholdReason } = thresholds;
  const lowered =
    thresholdReason === null ? null : { usual: thresholds.usualContain, reason: thresholdReason };
  const containment = judgeContainment(cluster.groups, thresholds.contain, lowered);
  const trace = traceIntruder(cluster.groups, thresholds.open, weighing.joined);
  const [oldest] = existing;
  const status = oldest?.status ?? 'open';
  const lastMail = weighing.joined.eventOf(trace.mailEvents.at(-1) ?? '')?.at ?? '';
  const lastEvent = laterOf(lastMail, cluster.lastAt);
  return {
    ...identify(cluster, existing, weighing),
    kind: 'mailbox',
    subject: weighing.subject,
    mailbox,
    status,
    openedAt: oldest?.openedAt ?? weighing.now,
    firstEvent: cluster.firstAt,
    lastEvent,
    late: oldest?.late ?? toMs(weighing.now) - toMs(lastEvent) > weighing.tuning.latenessMs,
    score,
    threshold: thresholds.open,
    containThreshold: thresholds.contain,
    ...(thresholdReason === null ? {} : { thresholdReason }),
    justifiesContainment: containment.isJustified,
    containmentReason: containment.reason,
    reasons: leaveOutEach(counted, reasons),
    ...trace,
    coverage: { complete: true, gaps: [] },
    note: status === 'contained' && !containment.isJustified ? NO_CONTAINMENT_NOTE : null,
    ...followed(cluster, weighing.settled),
  };
}

/** Whoever closed a case before must see that the same mailbox is back. */
function followed(cluster: EvidenceCluster, settled: readonly Incident[]): Pick<Incident, 'follows'> {
  const before = settled
    .filter(({ lastEvent }) => lastEvent < cluster.firstAt)
    .sort((a, b) => (a.lastEvent < b.lastEvent ? -1 : 1));
  return before.length === 0 ? {} : { follows: before.map(({ id }) => id) };
}

const NO_CONTAINMENT_NOTE =
  'What is known by now no longer justifies the containment that was done; a person should look at it.';
const NO_SUPPORT_NOTE =
  'What is known by now no longer supports this incident; a person should look at it and close it.';

/** The oldest announced id stays. The id that the evidence gives today is an alias, so that any order of arrival resolves. */
function identify(
  cluster: EvidenceCluster,
  existing: readonly Incident[],
  weighing: Weighing,
): Pick<Incident, 'id' | 'aliases'> {
  const derived = deriveId('inc', weighing.tenantId, weighing.subject, anchorOf(cluster, weighing));
  const id = existing[0]?.id ?? derived;
  const names = existing.flatMap((incident) => [incident.id, ...incident.aliases]);
  const aliases = [...new Set([...names, derived])].filter((name) => name !== id).sort();
  return { id, aliases };
}

/** The first event of the evidence by (at, id). */
function anchorOf(cluster: EvidenceCluster, weighing: Weighing): string {
  const ids = cluster.groups.flatMap((group) => group.findings.flatMap((finding) => finding.events));
  const keys = ids.map((id) => ({ id, at: weighing.joined.eventOf(id)?.at ?? '~' }));
  const first = keys.reduce((best, one) => (isBefore(one, best) ? one : best), { id: '', at: '~~' });
  return first.id;
}

interface Anchor {
  readonly id: string;
  readonly at: string;
}

function isBefore(left: Anchor, right: Anchor): boolean {
  return left.at < right.at || (left.at === right.at && left.id < right.id);
}

function withdraw(incident: Incident): Incident {
  return {
    ...incident,
    justifiesContainment: false,
    containmentReason: 'Not contained: the evidence is no longer there.',
    note: NO_SUPPORT_NOTE,
  };
}

function mailboxOf(subject: string, events: readonly AccessEvent[]): Principal {
  let id: string | null = null;
  for (const { mailbox, user } of events) {
    for (const principal of [mailbox, user]) {
      const named = principal?.id ?? null;
      if (principal === null || named === null || (id !== null && named >= id)) continue;
      if (principalKey(principal) === subject) id = named;
    }
  }
  const isId = subject.startsWith('id:');
  return { id: id ?? (isId ? subject.slice('id:'.length) : null), upn: isId ? null : subject };
}
