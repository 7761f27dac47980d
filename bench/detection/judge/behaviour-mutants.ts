import {
  BEHAVIOUR_TYPES,
  type BehaviourName,
} from '../../../agent/detect/behaviour/declaration/behaviour-types.js';
import { settingsOf } from '../../../agent/detect/behaviour/declaration/settings-of.js';
import type { Incident } from '../../../agent/model/incident.js';
import type { Tuning } from '../../../agent/model/tuning.js';
import type { Campaign } from '../attack/campaign.js';
import type { LabelLedger } from '../run/ledger-of-labels.js';
import type { Product } from '../run/product.js';
import type { PlayedWorld } from '../run/run-world.js';

/** What would be missed if one behaviour were switched off. */
export interface BehaviourMutant {
  readonly behaviour: string;
  /** Ids of campaigns whose cases would not open. */
  readonly lost: readonly string[];
  /** Of the others, those that would not be contained. */
  readonly uncontained: readonly string[];
  /** Of campaigns that were not caught or contained, those that would be: what speaks for the owner was wrong. */
  readonly gained: readonly string[];
}

const NAMES = Object.keys(BEHAVIOUR_TYPES) as readonly BehaviourName[];

/** Scores the accounts of all campaigns again, each time without one behaviour. */
export async function judgeBehaviours(
  product: Product,
  { campaigns, labels }: Pick<PlayedWorld, 'campaigns' | 'labels'>,
): Promise<readonly BehaviourMutant[]> {
  const tunings = [product.tuning, ...NAMES.map((name) => without(name, product.tuning))];
  const verdicts = new Map<string, readonly Verdict[]>();
  for (const campaign of campaigns) {
    const answers: (readonly (readonly Incident[])[])[] = [];
    for (const subject of campaign.subjects) answers.push(await product.retry(subject, tunings));
    const cases = tunings.map((_, at) => answers.flatMap((one) => one[at] ?? []));
    verdicts.set(
      campaign.id,
      cases.map((incidents) => verdictOf(campaign, incidents, labels)),
    );
  }
  return NAMES.map((behaviour, at) => toMutant(behaviour, verdicts, at + 1));
}

interface Verdict {
  readonly isCaught: boolean;
  readonly isContained: boolean;
}

function without(name: BehaviourName, tuning: Tuning): Tuning {
  const off = { ...settingsOf(name, tuning), points: 0 };
  return { ...tuning, behaviours: { ...tuning.behaviours, [name]: off } };
}

function verdictOf(campaign: Campaign, incidents: readonly Incident[], labels: LabelLedger): Verdict {
  const own = incidents.filter(({ reasons }) =>
    reasons.some(({ events }) => events.some((id) => labels.of(id)?.label.campaign === campaign.id)),
  );
  return {
    isCaught: own.length > 0,
    isContained: own.some(({ justifiesContainment }) => justifiesContainment),
  };
}

function toMutant(
  behaviour: string,
  verdicts: ReadonlyMap<string, readonly Verdict[]>,
  at: number,
): BehaviourMutant {
  const idsWhere = (test: (plain: Verdict, mutant: Verdict) => boolean): readonly string[] =>
    [...verdicts].flatMap(([id, list]) => {
      const [plain, mutant] = [list[0], list[at]];
      return plain !== undefined && mutant !== undefined && test(plain, mutant) ? [id] : [];
    });
  return {
    behaviour,
    lost: idsWhere((plain, mutant) => plain.isCaught && !mutant.isCaught),
    uncontained: idsWhere((plain, mutant) => plain.isContained && mutant.isCaught && !mutant.isContained),
    gained: idsWhere(
      (plain, mutant) => (!plain.isCaught && mutant.isCaught) || (!plain.isContained && mutant.isContained),
    ),
  };
}
