import type { Action } from '../../../agent/model/action.js';
import type { Incident } from '../../../agent/model/incident.js';
import { toMs } from '../../../agent/model/time.js';
import type { Campaign } from '../attack/campaign.js';
import { TECHNIQUES } from '../attack/catalogue.js';
import { PARAMETERS } from '../parameters.js';
import type { PlayedWorld } from '../run/run-world.js';
import { sum } from './quantile.js';

/** What became of one campaign. */
export interface CampaignOutcome {
  readonly id: string;
  readonly technique: string;
  readonly isDetected: boolean;
  readonly isContained: boolean;
  /** Contained before any record of read mail could be had. */
  readonly isContainedBeforeMail: boolean;
  /** The technique is named among the three weightiest reasons; null without a case. */
  readonly isReasonRight: boolean | null;
  /** Messages that the intruder had reached when it was contained, or in the end. */
  readonly exposed: number;
  /** From the first success to the containment; null without one. */
  readonly secondsToContain: number | null;
  /** Of these, between the last record that the decision rests on happening and being there. */
  readonly providerSeconds: number | null;
  /** Best score of its cases, in thousandths; 0 without. */
  readonly score: number;
  /** What the product says of containing its weightiest case; empty without one. */
  readonly containmentReason: string;
  /** Findings on its accounts that speak of its records, by rule or behaviour, with their points: what a miss had. */
  readonly evidence: readonly string[];
}

/** Actions that end an intruder's sessions, and those that shut an account as well. */
export const SOFT = 'revoke-sessions';
export const HARD: readonly string[] = ['disable-account', 'quarantine'];

/** Decided: let go at once, or kept back by the brake alone, which a bench with an attack every few minutes always pulls. */
export function isDecided({ status, heldBy }: Action): boolean {
  return status === 'approved' || status === 'done' || (status === 'held' && heldBy !== 'protection');
}

export function judgeCampaign(world: PlayedWorld, campaign: Campaign): CampaignOutcome {
  const { labels, answer } = world;
  const own = labels.ofCampaign(campaign.id);
  const successes = own.filter(({ label }) => label.isAuthenticated);
  const firstMs = Math.min(...successes.map(({ atMs }) => atMs));
  const endMs = Math.max(...own.map(({ availableAtMs }) => availableAtMs)) + PARAMETERS.attack.graceMs;
  const isOwn = (event: string): boolean => labels.of(event)?.label.campaign === campaign.id;
  const cases = answer.incidents.filter(
    (incident) =>
      campaign.subjects.has(incident.subject) && incident.reasons.some(({ events }) => events.some(isOwn)),
  );
  const weightiest = cases.toSorted((left, right) => right.score - left.score)[0];
  const inTime = cases.filter(({ openedAt }) => toMs(openedAt) <= endMs);
  const action = firstContainment(cases, answer.actions, {
    fromMs: Math.min(...own.map(({ availableAtMs }) => availableAtMs)),
    toMs: endMs,
  });
  const containedMs = action === null ? null : toMs(action.decidedAt);
  const mail = own.filter(({ isMail }) => isMail).map(({ availableAtMs }) => availableAtMs);
  const basis = own.filter(({ availableAtMs }) => containedMs !== null && availableAtMs <= containedMs);
  const last = basis.toSorted((left, right) => right.availableAtMs - left.availableAtMs)[0];
  return {
    ...{ id: campaign.id, technique: campaign.technique },
    isDetected: inTime.length > 0,
    isContained: containedMs !== null,
    isContainedBeforeMail: containedMs !== null && (mail.length === 0 || containedMs <= Math.min(...mail)),
    isReasonRight: inTime.length === 0 ? null : inTime.some((one) => namesRightly(one, campaign.technique)),
    exposed: sum(
      campaign.exposures
        .filter(({ atMs }) => containedMs === null || atMs <= containedMs)
        .map(({ messages }) => messages),
    ),
    secondsToContain:
      containedMs === null || !Number.isFinite(firstMs) ? null : (containedMs - firstMs) / 1_000,
    providerSeconds: last === undefined ? null : (last.availableAtMs - last.atMs) / 1_000,
    score: weightiest?.score ?? 0,
    containmentReason: weightiest?.containmentReason ?? '',
    evidence: [
      ...new Set(
        answer.findings
          .filter(({ subject, events }) => campaign.subjects.has(subject) && events.some(isOwn))
          .map(({ rule, points }) => `${rule} ${points}`),
      ),
    ].sort(),
  };
}

function firstContainment(
  cases: readonly Incident[],
  actions: readonly Action[],
  span: { readonly fromMs: number; readonly toMs: number },
): Action | null {
  const ids = new Set(cases.flatMap(({ id, aliases }) => [id, ...aliases]));
  const own = actions.filter((one) => ids.has(one.incident) && one.kind === SOFT && isDecided(one));
  return (
    own
      .filter(({ decidedAt }) => toMs(decidedAt) >= span.fromMs && toMs(decidedAt) <= span.toMs)
      .toSorted((a, b) => (a.decidedAt < b.decidedAt ? -1 : 1))[0] ?? null
  );
}

function namesRightly({ reasons }: Incident, technique: string): boolean {
  const wanted = TECHNIQUES.find(({ id }) => id === technique)?.attack ?? [];
  const top = reasons.toSorted((left, right) => right.points - left.points).slice(0, 3);
  const named = top.flatMap(({ techniques }) => techniques.map((one) => one.toUpperCase()));
  return named.some((one) => wanted.some((id) => one === id || one.startsWith(`${id}.`)));
}
