import type { EvidenceFamily } from '../../model/finding.js';
import { type FamilyFit, fitFamilies, type JudgedCase } from './fit-families.js';

/** A change of points for a person to review. */
export interface WeightChange {
  /** Rule id or `behaviour:<name>`. */
  readonly rule: string;
  readonly family: EvidenceFamily;
  /** Thousandths. */
  readonly from: number;
  readonly to: number;
  /** In how many judged cases it spoke, and in how many of these there was an intruder. */
  readonly cases: number;
  readonly intruders: number;
}

/** What the verdicts propose. Without enough of them nothing, and `lacking` says what is missing. */
export interface WeightProposal {
  readonly verdicts: { readonly intruder: number; readonly nobody: number };
  readonly families: readonly FamilyFit[];
  readonly changes: readonly WeightChange[];
  readonly lacking: string | null;
}

/** Fewer verdicts than this are chance. */
export const MIN_VERDICTS = 30;
/** Of each kind: what was never seen cannot be told from the rest. */
export const MIN_OF_EACH_KIND = 8;
/** In fewer cases a rule keeps its points, whatever its family did. */
const MIN_CASES_OF_RULE = 3;
/** Points are steps of this, so that a proposal does not change every number a little. */
const STEP = 50;

/**
 * Proposes points from the cases that people closed. One factor for each family, since the verdicts of single rules are
 * far too few. `pointsOf` gives the points that a rule has now, null for one that has gone.
 */
export function proposeWeights(
  cases: readonly JudgedCase[],
  open: number,
  pointsOf: (rule: string) => number | null,
): WeightProposal {
  const intruder = cases.filter(({ isIntruder }) => isIntruder).length;
  const verdicts = { intruder, nobody: cases.length - intruder };
  const lacking = lackOf(verdicts);
  if (lacking !== null) return { verdicts, families: [], changes: [], lacking };
  const families = fitFamilies(cases, open);
  const factors = new Map(families.map(({ family, factor }) => [family, factor]));
  const changes = speakers(cases).flatMap((speaker): readonly WeightChange[] => {
    const from = pointsOf(speaker.rule);
    if (from === null || speaker.cases < MIN_CASES_OF_RULE) return [];
    const to = Math.round((from * (factors.get(speaker.family) ?? 1)) / STEP) * STEP;
    return Math.abs(to - from) < STEP ? [] : [{ ...speaker, from, to }];
  });
  return { verdicts, families, changes, lacking };
}

function lackOf({ intruder, nobody }: WeightProposal['verdicts']): string | null {
  const all = intruder + nobody;
  if (all < MIN_VERDICTS) return `${all} of at least ${MIN_VERDICTS} verdicts`;
  const fewer = Math.min(intruder, nobody);
  const kind = intruder < nobody ? 'an intruder' : 'no intruder';
  return fewer < MIN_OF_EACH_KIND ? `${fewer} of at least ${MIN_OF_EACH_KIND} cases with ${kind}` : null;
}

type Speaker = Pick<WeightChange, 'rule' | 'family' | 'cases' | 'intruders'>;

/** Every rule that spoke in a judged case, by id. */
function speakers(cases: readonly JudgedCase[]): readonly Speaker[] {
  const found = new Map<string, { family: EvidenceFamily; cases: number; intruders: number }>();
  for (const { reasons, isIntruder } of cases) {
    for (const [rule, { family }] of new Map(reasons.map((reason) => [reason.rule, reason]))) {
      const before = found.get(rule) ?? { family, cases: 0, intruders: 0 };
      const intruders = before.intruders + (isIntruder ? 1 : 0);
      found.set(rule, { family: before.family, cases: before.cases + 1, intruders });
    }
  }
  return [...found].map(([rule, one]) => ({ rule, ...one })).sort((a, b) => (a.rule < b.rule ? -1 : 1));
}
