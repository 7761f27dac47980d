import type { LoadedContent } from '../../detect/content/load-content.js';
import { judgedCases } from '../../detect/loop/fit-families.js';
import { proposeWeights, type WeightProposal } from '../../detect/loop/propose-weights.js';
import { requireRules, ruleFilesOf } from '../load-rules.js';
import { type AddVerb, inNats, writeJson } from '../verb.js';
import { diffOfPoints } from './diff-of-points.js';
import { readHistory } from './read-history.js';

interface ProposeOptions {
  readonly config: string;
  readonly json?: true;
}

/** `mailwarden rules propose`. */
export const addPropose: AddVerb = (rules, io) => {
  rules
    .command('propose')
    .description(
      'Proposes points from the verdicts of closed incidents, as a diff to review. Changes nothing itself.',
    )
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print {verdicts, families, changes, lacking, diff, unplaced}')
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden rules propose --config config.json > points.diff && git apply -p0 points.diff\n',
    )
    .action(async (options: ProposeOptions) => {
      const { proposal, files } = await readHistory(options.config, io, async (reads, config) => {
        const content = requireRules(config.ruleDirectories);
        const cases = judgedCases(await reads.incidents());
        return {
          proposal: proposeWeights(cases, content.tuning.thresholds.open, pointsOf(content)),
          files: ruleFilesOf(config.ruleDirectories),
        };
      });
      const { diff, unplaced } = diffOfPoints(files, proposal.changes);
      if (options.json) writeJson(io, { ...proposal, diff, unplaced });
      else {
        for (const line of inWords(proposal, unplaced)) io.err(`${line}\n`);
        io.out(diff);
      }
    });
};

function pointsOf({ rules, tuning }: LoadedContent): (rule: string) => number | null {
  const all = [...rules.rules, ...rules.correlations.correlations.map(({ rule }) => rule)];
  const points = new Map<string, number>(all.map((rule) => [rule.id, rule.points]));
  for (const [name, behaviour] of Object.entries(tuning.behaviours))
    points.set(`behaviour:${name}`, behaviour.points);
  return (rule) => points.get(rule) ?? null;
}

/** On stderr, so that stdout is the diff and nothing else. */
function inWords(
  { verdicts, families, changes, lacking }: WeightProposal,
  unplaced: readonly string[],
): readonly string[] {
  const counted = `${verdicts.intruder} cases with an intruder, ${verdicts.nobody} without`;
  if (lacking !== null) return [`nothing is proposed: ${lacking} (${counted})`];
  return [
    counted,
    ...families.map(
      ({ family, factor, cases }) => `  ${family}: ${factor.toFixed(2)} of its points, by ${cases} cases`,
    ),
    ...changes.map(({ rule, from, to }) => `  ${rule}: ${inNats(from)} -> ${inNats(to)}`),
    ...unplaced.map((rule) => `  ${rule}: its points are written in no file of yours; set them in one`),
    changes.length === 0
      ? 'the points stand: no rule would change by 0.05 or more'
      : 'try it with `mailwarden rules backtest` before you merge it',
  ];
}
