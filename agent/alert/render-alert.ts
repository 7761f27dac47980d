import type { Action } from '../model/action.js';
import type { Alert, Milestone } from '../model/alert.js';
import type { AlertBrief } from '../model/alert-brief.js';
import type { ContainmentState, StandingVerdict } from '../model/containment.js';
import type { Exposure } from '../model/exposure.js';
import { deriveId, sha256 } from '../model/ids.js';
import type { Incident } from '../model/incident.js';
import { canonicalJson, type JsonObject } from '../model/json.js';
import { type Instant, toMs } from '../model/time.js';
import { type AlertLinks, NO_LINKS } from './links.js';
import { renderBrief } from './render-brief.js';
import { oneSentence } from './wording.js';

/** What is known of an incident when the SOC is told. */
export interface AlertInput {
  readonly incident: Incident;
  readonly actions: readonly Action[];
  readonly exposure: Exposure | null;
  /** The plan, and whether the intruder is out; null before a plan was made. */
  readonly containment?: ContainmentState | null;
  readonly milestone: Milestone;
  /** Who acknowledged or closed the incident. */
  readonly by?: string;
  readonly links?: AlertLinks;
  readonly now: Instant;
  readonly productVersion: string;
}

const SEVERITY_IDS = { informational: 1, low: 2, medium: 3, high: 4, critical: 5 } as const;
/** OCSF activities of a finding. */
const ACTIVITY_IDS = { create: 1, update: 2, close: 3 } as const;
const CLASS_UID = 2004;

/**
 * Renders one milestone of an incident as an OCSF 1.3 Detection Finding (class 2004). The id follows from the
 * incident's id, the milestone and what is new in it, so that the same news has the same id after a restart.
 */
export function renderAlert(input: AlertInput): Alert {
  const { incident, milestone } = input;
  const severity = severityOf(input);
  const title = oneSentence(input);
  const brief = renderBrief(input, input.links ?? NO_LINKS);
  return {
    id: deriveId('alert', incident.id, milestone, newsOf(input)),
    incident: incident.id,
    milestone,
    severity,
    at: input.now,
    title,
    body: detectionFinding(input, severity, title, brief),
    brief,
  };
}

/** What makes two alerts of one milestone different: evidence of a new kind, an examination that found more, a person's new word. */
function newsOf(input: AlertInput): string {
  if (input.milestone === 'updated') {
    const rules = [...new Set(input.incident.reasons.map(({ rule }) => rule))].sort();
    const members = input.incident.actor?.members.map(({ subject }) => subject);
    return sha256(canonicalJson(members === undefined ? rules : [rules, [...new Set(members)].sort()]));
  }
  if (input.milestone === 'acknowledged' || input.milestone === 'closed') return input.now;
  if (input.milestone === 'containment-failed') return whatFailed(input);
  if (input.milestone === 'held') return holders(input.actions);
  if (isOfStanding(input.milestone)) return String(countRevoked(input.actions));
  if (input.milestone !== 'exposure' || input.exposure === null) return '';
  const { verdict, customers, groups, unread } = input.exposure;
  return sha256(
    canonicalJson({
      verdict,
      groups,
      customers: customers.map((one) => [one.key, one.group]),
      unread: unread.length,
    }),
  );
}

function isOfStanding(milestone: Milestone): boolean {
  return milestone === 'proven-out' || milestone === 'cannot-tell' || milestone === 'watch-ended';
}

/** Each revocation begins a new question whether the intruder is out. */
function countRevoked(actions: readonly Action[]): number {
  return actions.filter(({ kind, doneAt }) => kind === 'revoke-sessions' && doneAt !== null).length;
}

const STANDING_SEVERITIES: Readonly<Record<StandingVerdict, Alert['severity']>> = {
  'proven-out': 'informational',
  waiting: 'medium',
  'not-begun': 'medium',
  'cannot-tell': 'medium',
  'still-in': 'high',
};

/** Held back for another cause is news: an approval that ran out is not what a person was told of before it. */
function holders(actions: readonly Action[]): string {
  const causes = actions.flatMap(({ status, heldBy }) => (status === 'held' ? (heldBy ?? []) : []));
  return [...new Set(causes)].sort().join();
}

/** A revocation that did not take is one thing; each other step that failed, and each return, is another. */
function whatFailed({ actions, containment }: AlertInput): string {
  const failed = actions
    .filter(
      ({ kind, status, verified }) =>
        kind !== 'revoke-sessions' && (status === 'failed' || verified === 'no'),
    )
    .map(({ id }) => id)
    .sort();
  const standing = containment?.standing;
  const seen = standing?.verdict === 'still-in' ? [standing.lastSeenAt ?? ''] : [];
  return failed.length + seen.length === 0 ? '' : sha256(canonicalJson([failed, seen]));
}

function severityOf(input: AlertInput): Alert['severity'] {
  if (input.milestone === 'containment-failed') return 'critical';
  if (input.milestone === 'withdrawn') return 'low';
  if (input.milestone === 'acknowledged' || input.milestone === 'closed') return 'informational';
  if (isOfStanding(input.milestone))
    return STANDING_SEVERITIES[input.containment?.standing.verdict ?? 'cannot-tell'];
  if (input.exposure?.verdict === 'yes') return 'critical';
  const judged = input.incident.actor?.members ?? [input.incident];
  return judged.some((one) => one.justifiesContainment) ? 'high' : 'medium';
}

function detectionFinding(
  input: AlertInput,
  severity: Alert['severity'],
  title: string,
  brief: AlertBrief,
): JsonObject {
  const { incident, exposure } = input;
  const activity = input.milestone === 'opened' ? 'create' : brief.state === 'ended' ? 'close' : 'update';
  return {
    class_uid: CLASS_UID,
    class_name: 'Detection Finding',
    category_uid: 2,
    category_name: 'Findings',
    activity_id: ACTIVITY_IDS[activity],
    type_uid: CLASS_UID * 100 + ACTIVITY_IDS[activity],
    time: toMs(input.now),
    severity_id: SEVERITY_IDS[severity],
    severity: severity[0]?.toUpperCase() + severity.slice(1),
    status_id: incident.status === 'closed' ? 4 : incident.status === 'contained' ? 2 : 1,
    message: title,
    metadata: {
      version: '1.3.0',
      product: { name: 'mailwarden', vendor_name: 'mailwarden', version: input.productVersion },
      correlation_uid: incident.id,
    },
    finding_info: {
      uid: incident.id,
      title,
      desc: title,
      created_time: toMs(incident.openedAt),
      first_seen_time: toMs(incident.firstEvent),
      last_seen_time: toMs(incident.lastEvent),
      types: ['Account Takeover'],
      attacks: techniquesOf(incident).map((uid) => ({ technique: { uid } })),
    },
    risk_score: incident.score,
    resources: mailboxesOf(incident),
    evidences: incident.origins.slice(0, 10).map(evidenceOf),
    remediation: { desc: brief.next.join(' ') },
    unmapped: {
      milestone: input.milestone,
      ...actorOf(incident),
      score: incident.score,
      threshold: incident.threshold,
      reasons: incident.reasons.slice(0, 5).map(({ rule, points, text }) => ({ rule, points, text })),
      actions: input.actions.map(({ id, kind, status, verified, reason }) => ({
        id,
        kind,
        status,
        verified,
        reason,
      })),
      containment: containmentOf(input),
      coverage: {
        complete: incident.coverage.complete,
        gaps: incident.coverage.gaps.map((gap) => ({ ...gap })),
      },
      exposure:
        exposure === null
          ? null
          : {
              verdict: exposure.verdict,
              messages: exposure.reached.length,
              groups: { ...exposure.groups },
              unread: exposure.unread.length,
            },
      next: [...brief.next],
    },
  };
}

function actorOf({ actor }: Incident): JsonObject {
  if (actor === undefined) return {};
  const members = actor.members.map(({ incident, status, score }) => ({ incident, status, score }));
  return { actor: { ties: actor.ties.map((tie) => ({ ...tie })), members } };
}

/** All of an actor's: one message names each of them. */
function mailboxesOf(incident: Incident): JsonObject[] {
  const members = incident.actor?.members.map(({ mailbox }) => mailbox) ?? [incident.mailbox];
  const each = new Map(members.map((mailbox) => [`${mailbox.id}|${mailbox.upn}`, mailbox]));
  return [...each.values()].map(({ id, upn }) => ({ type: 'Mailbox', ...known({ uid: id, name: upn }) }));
}

function evidenceOf(origin: Incident['origins'][number]): JsonObject {
  const { address, country, place, asn, client, firstAt, lastAt } = origin;
  const location = known({ country, city: place });
  const endpoint = {
    ...known({ ip: address }),
    ...(Object.keys(location).length === 0 ? {} : { location }),
  };
  return {
    ...(Object.keys(endpoint).length === 0 ? {} : { src_endpoint: endpoint }),
    data: { asn, client, firstAt, lastAt },
  };
}

/** OCSF leaves out what is not known: none of its attributes is ever null. */
function known(attributes: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
}

function containmentOf({ containment }: AlertInput): JsonObject | null {
  if (containment === undefined || containment === null) return null;
  const { plan, standing } = containment;
  return {
    standing: standing.verdict,
    reason: standing.reason,
    plan: plan.steps.map(({ kind, mode, because }) => ({ kind, mode, because })),
    byHand: plan.byHand.map(({ because, command, where }) => ({ because, command, where })),
  };
}

function techniquesOf(incident: Incident): readonly string[] {
  return [...new Set(incident.reasons.flatMap((reason) => reason.techniques))].sort();
}
