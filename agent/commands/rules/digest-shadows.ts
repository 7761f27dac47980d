import type { Rule } from '../../detect/sigma/rule.js';
import type { Finding } from '../../model/finding.js';
import type { Incident } from '../../model/incident.js';
import type { StoreReads, Timeline } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { weighIncidents } from '../../score/weigh-incidents.js';

export interface ShadowAccount {
  readonly account: string;
  /** Records that matched. */
  readonly matches: number;
  /** Thousandths: the heaviest incident around the matches, 0 where there is none. */
  readonly scoreNow: number;
  /** The same, had the rule counted. */
  readonly scoreThen: number;
  /** It would have opened an incident where there is none. */
  readonly opens: boolean;
  /** It would have justified a containment that is not justified now. */
  readonly contains: boolean;
}

/** What one rule on trial has found. */
export interface ShadowDigest {
  readonly rule: string;
  readonly title: string;
  readonly file: string;
  /** Thousandths that it would count with. */
  readonly points: number;
  readonly matches: number;
  /** Heaviest consequence first. */
  readonly accounts: readonly ShadowAccount[];
}

export interface DigestInput {
  /** Those that are not on trial are passed over. */
  readonly rules: readonly Rule[];
  readonly tuning: Tuning;
  readonly tenantId: string;
  readonly since: Instant;
  readonly now: Instant;
}

/** One digest per rule on trial, those that found nothing too. */
export async function digestShadows(reads: StoreReads, input: DigestInput): Promise<readonly ShadowDigest[]> {
  const found = (await reads.findings()).filter((one) => one.isShadow === true && one.lastAt >= input.since);
  const digests: ShadowDigest[] = [];
  for (const rule of input.rules.filter(({ isShadow }) => isShadow)) {
    const subjects = new Set(found.filter((one) => one.rule === rule.id).map(({ subject }) => subject));
    const accounts: ShadowAccount[] = [];
    for (const subject of subjects) {
      const timeline = (await reads.timelines([subject])).get(subject);
      if (timeline === undefined) continue;
      accounts.push(weighAccount(rule, timeline, await reads.findingsOf(subject), input));
    }
    const { id, title, file, points } = rule;
    const matches = accounts.reduce((sum, one) => sum + one.matches, 0);
    digests.push({ rule: id, title, file, points, matches, accounts: accounts.sort(byConsequence) });
  }
  return digests;
}

function weighAccount(
  rule: Rule,
  timeline: Timeline,
  findings: readonly Finding[],
  { tuning, since, ...context }: DigestInput,
): ShadowAccount {
  const { subject } = timeline;
  const around = findings.filter((one) => one.rule === rule.id && one.lastAt >= since);
  const weigh = (some: readonly Finding[]): Verdict =>
    heaviest(weighIncidents(subject, timeline, some, tuning, [], context), around);
  const now = weigh(findings);
  const then = weigh(findings.map((one) => (one.rule === rule.id ? counted(one, rule.points) : one)));
  const at = new Map(timeline.events.map((event) => [event.id, event.at]));
  return {
    account: subject,
    matches: timeline.matches.filter(
      (match) => match.rule === rule.id && (at.get(match.event) ?? '') >= since,
    ).length,
    scoreNow: now.score,
    scoreThen: then.score,
    opens: now.score === 0 && then.score > 0,
    contains: then.contains && !now.contains,
  };
}

interface Verdict {
  readonly score: number;
  readonly contains: boolean;
}

function heaviest(incidents: readonly Incident[], around: readonly Finding[]): Verdict {
  const near = incidents.filter(({ firstEvent, lastEvent }) =>
    around.some(({ firstAt, lastAt }) => firstAt <= lastEvent && lastAt >= firstEvent),
  );
  return {
    score: near.reduce((most, { score }) => Math.max(most, score), 0),
    contains: near.some(({ justifiesContainment }) => justifiesContainment),
  };
}

function counted({ isShadow, ...finding }: Finding, points: number): Finding {
  return isShadow === true ? { ...finding, points } : finding;
}

function byConsequence(left: ShadowAccount, right: ShadowAccount): number {
  return right.scoreThen - left.scoreThen || (left.account < right.account ? -1 : 1);
}
