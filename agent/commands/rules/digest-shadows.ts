import type { Behaviour } from '../../detect/behaviour/declaration/behaviour.js';
import type { Rule } from '../../detect/sigma/rule.js';
import type { Finding } from '../../model/finding.js';
import type { Incident } from '../../model/incident.js';
import type { StoreReads, Timeline } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { withContext } from '../../pipeline/account-context.js';
import { pastLimit } from '../../pipeline/settings.js';
import { weighIncidents } from '../../score/weigh-incidents.js';
import { type OnTrial, trialsOf } from './on-trial.js';

export interface ShadowAccount {
  readonly account: string;
  /** Records that matched; of a behaviour, findings. */
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

/** What one rule or behaviour on trial has found. */
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
  readonly behaviours: readonly Behaviour[];
  readonly tuning: Tuning;
  readonly tenantId: string;
  readonly since: Instant;
  readonly now: Instant;
  /** How far back an account is judged, as the agent does. */
  readonly pastMs: number;
}

/** One digest per rule and behaviour on trial, those that found nothing too. */
export async function digestShadows(reads: StoreReads, input: DigestInput): Promise<readonly ShadowDigest[]> {
  const found = (await reads.findings()).filter((one) => one.isShadow === true && one.lastAt >= input.since);
  const digests: ShadowDigest[] = [];
  for (const trial of trialsOf(input.rules, input.behaviours, input.tuning)) {
    const { rule, title, file, points } = trial;
    const subjects = new Set(found.filter((one) => one.rule === rule).map(({ subject }) => subject));
    const accounts: ShadowAccount[] = [];
    for (const subject of subjects) {
      const stored = (await reads.timelines([subject], pastLimit(input, input.now))).get(subject);
      if (stored === undefined) continue;
      const incidents = (await reads.incidentsOf([subject])).get(subject) ?? [];
      const timeline = await withContext(stored, incidents, reads, input.tuning);
      accounts.push(await weighAccount(trial, timeline, reads, input));
    }
    const matches = accounts.reduce((sum, one) => sum + one.matches, 0);
    digests.push({ rule, title, file, points, matches, accounts: accounts.sort(byConsequence) });
  }
  return digests;
}

async function weighAccount(
  trial: OnTrial,
  timeline: Timeline,
  reads: StoreReads,
  { tuning, since, ...context }: DigestInput,
): Promise<ShadowAccount> {
  const { subject } = timeline;
  const findings = await reads.findingsOf(subject);
  const around = findings.filter((one) => one.rule === trial.rule && one.lastAt >= since);
  const weigh = (some: readonly Finding[]): Verdict =>
    heaviest(weighIncidents(subject, timeline, some, tuning, [], context), around);
  const now = weigh(findings);
  const then = weigh(await trial.counted(timeline, findings, reads));
  return {
    account: subject,
    matches: trial.matches(timeline, findings, since),
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

function byConsequence(left: ShadowAccount, right: ShadowAccount): number {
  return right.scoreThen - left.scoreThen || (left.account < right.account ? -1 : 1);
}
