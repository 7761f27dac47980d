import { DAY_MS, type Instant, shift } from '../../model/time.js';
import { systemClock } from '../../runtime/clock.js';
import { requireRules } from '../load-rules.js';
import { type AddVerb, counted, inNats, writeJson } from '../verb.js';
import { digestShadows, type ShadowAccount, type ShadowDigest } from './digest-shadows.js';
import { readHistory, sinceOption } from './read-history.js';

interface ShadowOptions {
  readonly config: string;
  readonly since?: Instant;
  readonly rules?: string;
  readonly json?: true;
}

/** `mailwarden rules shadow`. */
export const addShadow: AddVerb = (rules, io) => {
  rules
    .command('shadow')
    .description(
      'Tells what the rules and behaviours on trial found, and what it would have come to had they counted.',
    )
    .requiredOption('--config <file>', 'the configuration file')
    .option(
      '--since <time>',
      'a date, an instant, or an age; the last day if not given',
      sinceOption(systemClock.now),
    )
    .option('--rules <dir>', 'where the rules on trial lie, if not in the configured directories')
    .option('--json', 'print {since, rules}')
    .addHelpText('after', '\nExample:\n  mailwarden rules shadow --config config.json --since 7d\n')
    .action(async (options: ShadowOptions) => {
      const now = systemClock.now();
      const since = options.since ?? shift(now, -DAY_MS);
      const digests = await readHistory(options.config, io, (reads, config) => {
        const content = requireRules(options.rules === undefined ? config.ruleDirectories : [options.rules]);
        const { tuning } = content;
        return digestShadows(reads, {
          rules: content.rules.reporting,
          behaviours: content.behaviours,
          tuning,
          tenantId: config.tenant.id,
          since,
          now,
          pastMs: config.store.pastDays * DAY_MS,
        });
      });
      if (options.json) writeJson(io, { since, rules: digests });
      else io.out(inWords(digests, since));
    });
};

function inWords(digests: readonly ShadowDigest[], since: Instant): string {
  const lines = digests.flatMap((digest) => [
    `${digest.title} (${digest.file}): ${counted(digest.matches, 'match', 'matches')} since ${since} in ${counted(digest.accounts.length, 'account')}; would count ${inNats(digest.points)}`,
    ...digest.accounts.map((one) => `  ${describe(one)}`),
  ]);
  return `${lines.length === 0 ? 'no rule is on trial' : lines.join('\n')}\n`;
}

function describe({ account, matches, scoreNow, scoreThen, opens, contains }: ShadowAccount): string {
  const consequence = contains ? ', would contain' : opens ? ', would open an incident' : '';
  return `${account}  ${counted(matches, 'match', 'matches')}, score ${inNats(scoreNow)} would be ${inNats(scoreThen)}${consequence}`;
}
