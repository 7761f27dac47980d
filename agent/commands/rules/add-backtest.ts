import type { Config } from '../../config.js';
import type { ChangedItem, ChangeItem } from '../../detect/loop/outcome-change.js';
import { DAY_MS, type Instant } from '../../model/time.js';
import { systemClock } from '../../runtime/clock.js';
import type { CommandIo } from '../io.js';
import { requireRules } from '../load-rules.js';
import { builtInRules } from '../product.js';
import { type AddVerb, counted, inNats, writeJson } from '../verb.js';
import { type Backtest, backtest } from './backtest.js';
import { planLines, tripLines } from './dry-plan-lines.js';
import { readHistory, showProgress, sinceOption } from './read-history.js';
import { responseOffline } from './response-offline.js';
import type { RulesOnTrial } from './try-rules.js';

interface BacktestOptions {
  readonly config: string;
  readonly since: Instant;
  readonly rules?: string;
  readonly with?: string;
  readonly json?: true;
}

/** `mailwarden rules backtest`. */
export const addBacktest: AddVerb = (rules, io) => {
  rules
    .command('backtest')
    .description(
      'Tells what a change of rules or tuning would have done on the stored history. Never writes, never calls out.',
    )
    .requiredOption('--config <file>', 'the configuration file')
    .requiredOption(
      '--since <time>',
      'a date, an instant, or an age such as 30d',
      sinceOption(systemClock.now),
    )
    .option('--rules <dir>', 'compares this directory, in place of the configured ones, with those')
    .option('--with <dir>', 'compares the configured directories and this one with the configured ones alone')
    .option('--json', 'print {added, removed, changed, wouldContain, wouldNotContain, plans, trips}')
    .addHelpText(
      'after',
      '\nWithout --rules and --with the configured directories, as they are now, are compared with what the agent found.\n' +
        '\nExample:\n  mailwarden rules backtest --config config.json --since 30d --rules my-rules\n',
    )
    .action(async (options: BacktestOptions) => {
      const result = await readHistory(options.config, io, async (reads, config) =>
        backtest(reads, {
          response: await responseOffline(reads, config),
          tenantId: config.tenant.id,
          since: options.since,
          now: systemClock.now(),
          pastMs: config.store.pastDays * DAY_MS,
          ...rulesToTry(options, config),
          onProgress: (done, of) => showProgress(io, `${done} of ${counted(of, 'account')}`),
        }),
      );
      showProgress(io, null);
      tellLimits(result, io);
      if (options.json) writeJson(io, result);
      else io.out(inWords(result));
    });
};

function rulesToTry(
  options: BacktestOptions,
  { ruleDirectories }: Config,
): { readonly present: RulesOnTrial | null; readonly changed: RulesOnTrial } {
  if (options.rules === undefined && options.with === undefined)
    return { present: null, changed: requireRules(ruleDirectories) };
  const base = options.rules === undefined ? ruleDirectories : [options.rules];
  // Without any directory the built-in rules are taken; beside another one they have to be named.
  const named = base.length === 0 ? [builtInRules()] : base;
  const changed = options.with === undefined ? named : [...named, options.with];
  return { present: requireRules(ruleDirectories), changed: requireRules(changed) };
}

function tellLimits({ eventsWithoutRecord, accountsUnscored }: Backtest, io: CommandIo): void {
  if (eventsWithoutRecord > 0)
    io.err(
      `${counted(eventsWithoutRecord, 'event')} could not be matched anew: the records are past store.retentionDays; what the rules of that time said of them stands\n`,
    );
  if (accountsUnscored > 0)
    io.err(
      `${counted(accountsUnscored, 'account')} not scored yet by the agent, which is still catching up\n`,
    );
}

function inWords({
  since,
  accounts,
  added,
  removed,
  changed,
  wouldContain,
  wouldNotContain,
  plans,
  trips,
}: Backtest): string {
  const lines = [
    ...added.map((one) => `+ ${describe(one)}`),
    ...removed.map((one) => `- ${describe(one)}`),
    ...changed.map((one) => `~ ${describeChange(one)}`),
    ...wouldContain.map((one) => `! would contain ${one.account}: ${one.containmentReason}`),
    ...wouldNotContain.map((one) => `! would no longer contain ${one.account}`),
    ...plans.flatMap(planLines),
    ...trips.map(tripLines),
    `${counted(accounts, 'account')} since ${since}: ${added.length} added, ${removed.length} removed, ${changed.length} changed; ${wouldContain.length} more contained, ${wouldNotContain.length} fewer`,
  ];
  return `${lines.join('\n')}\n`;
}

function describe(item: ChangeItem): string {
  if (item.what === 'finding')
    return `finding   ${item.firstAt}  ${inNats(item.points).padStart(5)}  ${item.account}  ${item.title}${item.isShadow ? ' (shadow)' : ''}`;
  const reasons = item.reasons.map(({ title }) => title).join(', ');
  return `incident  ${item.firstEvent}  ${inNats(item.score).padStart(5)}  ${item.account}  ${reasons}`;
}

function describeChange({ before, after }: ChangedItem): string {
  const worth = (item: ChangeItem): string => inNats(item.what === 'finding' ? item.points : item.score);
  return `${describe(after)}  (was ${worth(before)})`;
}
