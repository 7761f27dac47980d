import type { EvidenceFamily } from '../model/finding.js';
import type { EvidenceGroup } from './evidence-group.js';
import { weighFindings } from './weigh-findings.js';

export interface ContainmentJudgement {
  readonly isJustified: boolean;
  /** For people: which keys turned, or what is missing. */
  readonly reason: string;
}

/** Why `contain` is lower than for other mailboxes, and what it is for them. */
export interface LoweredBound {
  readonly usual: number;
  readonly reason: string;
}

/** How the actor came in. */
const ENTRY = new Set<EvidenceFamily>(['network', 'client', 'authentication', 'provider']);

/**
 * Two keys: the evidence of one intruder must reach `contain`, and show both how the actor came in and what the actor did.
 * Evidence that an outsider without credentials can cause counts for neither, so that nobody can have an account closed.
 */
export function judgeContainment(
  groups: readonly EvidenceGroup[],
  contain: number,
  lowered: LoweredBound | null = null,
): ContainmentJudgement {
  const judged = groups.map((group) => judgeGroup(group, contain, lowered));
  const yes = judged.find((one) => one.isJustified);
  return yes ?? judged.reduce((best, one) => (one.score > best.score ? one : best), NOTHING);
}

const NOTHING = { isJustified: false, reason: 'Nothing was done that needs a credential.', score: -1 };

function judgeGroup(
  group: EvidenceGroup,
  contain: number,
  lowered: LoweredBound | null,
): ContainmentJudgement & { readonly score: number } {
  const { score, reasons } = weighFindings(group.findings.filter((finding) => finding.needsCredential));
  const families = [...new Set(reasons.filter((one) => one.points > 0).map((one) => one.family))].sort();
  const entry = families.filter((family) => ENTRY.has(family));
  const deed = families.filter((family) => !ENTRY.has(family));
  const isHeavy = score >= contain;
  const isJustified = isHeavy && entry.length > 0 && deed.length > 0;
  const reached = `${points(score)} of ${points(contain)} points by one actor`;
  if (isJustified) {
    const sooner = lowered !== null && score < lowered.usual ? ` Sooner than usual: ${lowered.reason}.` : '';
    return {
      isJustified,
      score,
      reason: `${reached}; way in: ${list(entry)}; deed: ${list(deed)}.${sooner}`,
    };
  }
  const missing = [
    ...(isHeavy ? [] : ['too few points']),
    ...(entry.length > 0 ? [] : ['no evidence of the way in (network, client, authentication, provider)']),
    ...(deed.length > 0 ? [] : ['no evidence of a deed (session, mail, persistence, consent)']),
  ];
  return { isJustified, score, reason: `Not contained: ${reached}; ${missing.join('; ')}.` };
}

function points(thousandths: number): string {
  return (thousandths / 1000).toFixed(1);
}

function list(families: readonly string[]): string {
  return families.join(', ');
}
