import type { EvidenceFamily } from '../../model/finding.js';
import type { Incident, IncidentReason } from '../../model/incident.js';

/** A case that a person closed with a verdict: the evidence, and whether it was an intruder. */
export interface JudgedCase {
  readonly reasons: readonly Pick<IncidentReason, 'rule' | 'family' | 'points'>[];
  readonly isIntruder: boolean;
}

/** How a family of evidence did in the judged cases. */
export interface FamilyFit {
  readonly family: EvidenceFamily;
  /** By which its points would be multiplied, between 0.8 and 1.2. */
  readonly factor: number;
  /** In how many judged cases it spoke. */
  readonly cases: number;
}

/** No family is moved farther at once: a few verdicts of one week say little of the next year. */
const MAX_SHIFT = 0.2;
/** Weight of what holds now against the verdicts: that of about forty doubtful cases. */
const RIDGE = 10;
const SWEEPS = 400;

/** The cases that say something; a verdict of `unknown` says nothing. */
export function judgedCases(incidents: readonly Incident[]): readonly JudgedCase[] {
  return incidents.flatMap(({ closure, reasons }) => {
    if (closure === undefined || closure.verdict === 'unknown') return [];
    return [{ reasons, isIntruder: closure.verdict === 'true-positive' }];
  });
}

/**
 * Ridge logistic regression of the verdicts on the sum of points of each family, in nats, drawn towards the factors that
 * hold now (1) and towards even odds at the threshold `open` (thousandths). Deterministic; the order of the cases does
 * not matter. Families by name; those that spoke in no case are left out.
 */
export function fitFamilies(cases: readonly JudgedCase[], open: number): readonly FamilyFit[] {
  const families = [...new Set(cases.flatMap(({ reasons }) => reasons.map(({ family }) => family)))].sort();
  // The sums of a family are added up in one order, so that rounding is the same for every order of the cases.
  const rows = cases.map((one) => toRow(one, families)).sort(byContent);
  const prior = [-open / 1000, ...families.map(() => 1)];
  const weights = descend(rows, prior);
  return families.map((family, at) => ({
    family,
    factor: clamp(weights[at + 1] ?? 1),
    cases: cases.filter(({ reasons }) => reasons.some((reason) => reason.family === family)).length,
  }));
}

interface Row {
  /** The first is 1, for the odds without evidence. */
  readonly features: readonly number[];
  readonly truth: number;
}

function toRow({ reasons, isIntruder }: JudgedCase, families: readonly EvidenceFamily[]): Row {
  const sums = families.map((family) =>
    reasons.reduce((sum, reason) => sum + (reason.family === family ? reason.points : 0), 0),
  );
  return { features: [1, ...sums.map((points) => points / 1000)], truth: isIntruder ? 1 : 0 };
}

/** One weight after the other, by a step that never overshoots: the logistic curve bends by a quarter at most. */
function descend(rows: readonly Row[], prior: readonly number[]): readonly number[] {
  const weights = [...prior];
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const [at, expected] of prior.entries()) {
      const present = weights[at] ?? expected;
      let slope = RIDGE * (present - expected);
      let bend = RIDGE;
      for (const row of rows) {
        const value = row.features[at] ?? 0;
        slope += (likelihood(row, weights) - row.truth) * value;
        bend += (value * value) / 4;
      }
      weights[at] = present - slope / bend;
    }
  }
  return weights;
}

function likelihood({ features }: Row, weights: readonly number[]): number {
  const sum = features.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

function clamp(factor: number): number {
  return Math.min(1 + MAX_SHIFT, Math.max(1 - MAX_SHIFT, factor));
}

function byContent(left: Row, right: Row): number {
  const [a, b] = [JSON.stringify(left), JSON.stringify(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
