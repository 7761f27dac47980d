import type { EvidenceFamily, Finding } from '../model/finding.js';
import type { IncidentReason } from '../model/incident.js';
import { earlierOf } from '../model/time.js';

/** Findings added up. `score` is the sum of the reasons' points, and never negative. */
export interface Weighed {
  readonly score: number;
  /** Heaviest first. */
  readonly reasons: readonly IncidentReason[];
}

/** Evidence of one family is correlated: the heaviest counts whole, the next 0.8 of its points, then 0.64... */
const DAMPING = 0.8;
const MAX_EVENTS = 50;

/**
 * Adds findings up, in whole thousandths. A rule counts once, with its heaviest finding. What speaks for the owner can at
 * most take back what the same findings say about access; a lasting change or a consent stays.
 */
export function weighFindings(findings: readonly Finding[]): Weighed {
  const byRule = onePerRule(findings);
  const against = damp(byRule.filter((one) => one.points > 0));
  const revocable = against.filter((one) => !isLasting(one.family));
  const allowance = revocable.reduce((sum, one) => sum + one.points, 0);
  const inFavour = bound(
    byRule.filter((one) => one.points < 0),
    allowance,
  );
  const reasons = [...against, ...inFavour].sort(byWeight);
  return { score: reasons.reduce((sum, one) => sum + one.points, 0), reasons };
}

function isLasting(family: EvidenceFamily): boolean {
  return family === 'persistence' || family === 'consent';
}

function onePerRule(findings: readonly Finding[]): readonly IncidentReason[] {
  const rules = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = rules.get(finding.rule);
    if (same === undefined) rules.set(finding.rule, [finding]);
    else same.push(finding);
  }
  return [...rules.values()].flatMap((same) => {
    const sorted = [...same].sort(heaviestFirst);
    const [heaviest] = sorted;
    return heaviest === undefined ? [] : [toReason(heaviest, sorted)];
  });
}

function toReason(heaviest: Finding, same: readonly Finding[]): IncidentReason {
  const more = same.length - 1;
  const events = [...new Set(same.flatMap((one) => one.events))].slice(0, MAX_EVENTS);
  return {
    rule: heaviest.rule,
    title: heaviest.title,
    family: heaviest.family,
    points: heaviest.points,
    text: more === 0 ? heaviest.text : `${heaviest.text} (${more} more of this kind)`,
    events,
    techniques: [...new Set(same.flatMap((one) => one.techniques))].sort(),
    firstAt: same.reduce((first, one) => earlierOf(first, one.firstAt), heaviest.firstAt),
  };
}

function damp(reasons: readonly IncidentReason[]): readonly IncidentReason[] {
  const seen = new Map<EvidenceFamily, number>();
  return [...reasons].sort(byWeight).map((reason) => {
    const rank = seen.get(reason.family) ?? 0;
    seen.set(reason.family, rank + 1);
    return { ...reason, points: Math.round(reason.points * DAMPING ** rank) };
  });
}

function bound(reasons: readonly IncidentReason[], allowance: number): readonly IncidentReason[] {
  let left = allowance;
  return [...reasons].sort(byWeight).flatMap((reason) => {
    const points = Math.max(reason.points, -left);
    left += points;
    return points < 0 ? [{ ...reason, points }] : [];
  });
}

function byWeight(left: IncidentReason, right: IncidentReason): number {
  const weight = Math.abs(right.points) - Math.abs(left.points);
  if (weight !== 0) return weight;
  return left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0;
}

function heaviestFirst(left: Finding, right: Finding): number {
  const weight = Math.abs(right.points) - Math.abs(left.points);
  if (weight !== 0) return weight;
  if (left.firstAt !== right.firstAt) return left.firstAt < right.firstAt ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
