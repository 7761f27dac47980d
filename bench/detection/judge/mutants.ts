import { runWorld } from '../run/run-world.js';
import { mutateCampaigns } from '../variant/mutate-campaigns.js';
import { type Mutate, RECORD_MUTANTS, type RecordMutant } from '../variant/record-mutants.js';
import type { WorldOptions } from '../world/play-world.js';
import { type BehaviourMutant, judgeBehaviours } from './behaviour-mutants.js';
import { type CampaignOutcome, judgeCampaign } from './campaign-outcome.js';

/** What one change to the records of all campaigns made of them. */
export interface MutantOutcome {
  readonly name: string;
  readonly by: RecordMutant['by'] | 'intruder, step by step';
  /** Campaigns with a case, and those contained. */
  readonly detected: number;
  readonly contained: number;
  /** Ids of those that were caught without the change. */
  readonly lost: readonly string[];
  readonly uncontained: readonly string[];
}

export interface MutantReport {
  readonly campaigns: number;
  readonly plain: Pick<MutantOutcome, 'detected' | 'contained'>;
  readonly records: readonly MutantOutcome[];
  /** Of each campaign that was caught, how many steps of taking pains it took to be missed; null: it never was. */
  readonly steps: readonly { readonly campaign: string; readonly steps: number | null }[];
  readonly behaviours: readonly BehaviourMutant[];
}

/** What an intruder hides one after the other, what costs least first. */
const STEPS = [
  "the owner's program and system",
  "the owner's country",
  "the owner's provider",
  'a quarter of the mail',
  "the owner's address",
  "the owner's device",
];

/**
 * Plays one world again and again, each time with one field of every campaign's records missing or copied from the owner, then with more and
 * more of them copied; and asks what would be lost without each behaviour.
 */
export async function judgeMutants(
  options: WorldOptions,
  onRun: (name: string) => void,
): Promise<MutantReport> {
  onRun('as it is');
  let behaviours: readonly BehaviourMutant[] = [];
  const world = await runWorld(options, {
    onEnd: async (product, played) => {
      behaviours = await judgeBehaviours(product, played);
    },
  });
  const plain = world.campaigns.map((campaign) => judgeCampaign(world, campaign));
  const play = async (name: string, mutations: readonly Mutate[]): Promise<readonly CampaignOutcome[]> => {
    onRun(name);
    const changed = await runWorld(options, { change: mutateCampaigns(mutations) });
    return changed.campaigns.map((campaign) => judgeCampaign(changed, campaign));
  };
  const records: MutantOutcome[] = [];
  for (const { name, by, mutate } of RECORD_MUTANTS)
    records.push({ name, by, ...compare(plain, await play(name, [mutate])) });
  const ladder: MutantOutcome[] = [];
  for (const [at, name] of STEPS.entries()) {
    const mutations = STEPS.slice(0, at + 1).map(mutationOf);
    const outcome = compare(plain, await play(`step ${at + 1}`, mutations));
    ladder.push({ name: `and ${name}`, by: 'intruder, step by step', ...outcome });
  }
  return {
    campaigns: plain.length,
    plain: countOf(plain),
    records: [...records, ...ladder],
    steps: stepsOf(plain, ladder),
    behaviours,
  };
}

function mutationOf(step: string): Mutate {
  const mutant = RECORD_MUTANTS.find(({ name }) => name === step);
  if (mutant === undefined) throw new Error(`there is no mutant ${step}`);
  return mutant.mutate;
}

type Comparison = Pick<MutantOutcome, 'detected' | 'contained' | 'lost' | 'uncontained'>;

function compare(plain: readonly CampaignOutcome[], changed: readonly CampaignOutcome[]): Comparison {
  const now = new Map(changed.map((one) => [one.id, one]));
  return {
    ...countOf(changed),
    lost: idsOf(plain.filter(({ id, isDetected }) => isDetected && now.get(id)?.isDetected !== true)),
    uncontained: idsOf(
      plain.filter(
        ({ id, isContained }) =>
          isContained && now.get(id)?.isDetected === true && now.get(id)?.isContained !== true,
      ),
    ),
  };
}

function countOf(outcomes: readonly CampaignOutcome[]): Pick<MutantOutcome, 'detected' | 'contained'> {
  return {
    detected: outcomes.filter(({ isDetected }) => isDetected).length,
    contained: outcomes.filter(({ isContained }) => isContained).length,
  };
}

function stepsOf(plain: readonly CampaignOutcome[], ladder: readonly MutantOutcome[]): MutantReport['steps'] {
  return idsOf(plain.filter(({ isDetected }) => isDetected)).map((campaign) => {
    const at = ladder.findIndex(({ lost }) => lost.includes(campaign));
    return { campaign, steps: at < 0 ? null : at + 1 };
  });
}

function idsOf(outcomes: readonly CampaignOutcome[]): readonly string[] {
  return outcomes.map(({ id }) => id);
}
