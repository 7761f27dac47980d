import type { Command } from 'commander';
import { type Baseline, type LearnedValue, readBaseline } from '../../detect/behaviour/read-baseline.js';
import type { DisownedSession } from '../../model/account-context.js';
import { InputError } from '../../model/errors.js';
import type { PastLimit } from '../../model/past-limit.js';
import type { StoreReads } from '../../model/store.js';
import { DAY_MS } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { withContext } from '../../pipeline/account-context.js';
import { systemClock } from '../../runtime/clock.js';
import type { CommandIo } from '../io.js';
import { requireRules } from '../load-rules.js';
import { readStore } from '../read-store.js';
import { counted, writeJson } from '../verb.js';

/** What an account is used to, by which its sessions are judged now, and which sessions were taken out of it. */
interface AccountBaseline extends Baseline {
  readonly account: string;
  readonly disowned: readonly DisownedSession[];
}

/** `mailwarden incidents baseline`: what was learned of an account, from which events, and what was unlearned. */
export function addBaseline(incidents: Command, io: CommandIo): void {
  incidents
    .command('baseline')
    .argument('<account>', 'user principal name, or id:<object id>')
    .description(
      'Shows what an account is used to, from which events it was learned, and what a case took out of it.',
    )
    .requiredOption('--config <file>', 'the configuration file')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  mailwarden incidents baseline ana@contoso.com --config config.json\n',
    )
    .action(async (account: string, options: { readonly config: string; readonly json?: true }) => {
      const baseline = await readStore(options.config, io, (reads, config) =>
        baselineOf(account.toLowerCase(), reads, requireRules(config.ruleDirectories).tuning, {
          pastMs: config.store.pastDays * DAY_MS,
          now: systemClock.now(),
        }),
      );
      if (options.json) writeJson(io, baseline);
      else io.out(inWords(baseline));
    });
}

/** Raises `InputError` for an account of which nothing is stored. */
async function baselineOf(
  account: string,
  reads: StoreReads,
  tuning: Tuning,
  limit: PastLimit,
): Promise<AccountBaseline> {
  const stored = (await reads.timelines([account], limit)).get(account);
  if (stored === undefined || stored.events.length === 0) {
    const message = 'nothing is stored of this account; give the user principal name that is in its sign-ins';
    throw new InputError([{ file: account, line: null, column: null, message }]);
  }
  const existing = (await reads.incidentsOf([account])).get(account) ?? [];
  const timeline = await withContext(stored, existing, reads, tuning);
  return {
    account,
    ...readBaseline(timeline, tuning),
    disowned: timeline.context?.disowned ?? [],
  };
}

function inWords({ account, activeDays, values, disowned }: AccountBaseline): string {
  return [
    `${account}: ${counted(activeDays, 'active day')}, ${counted(values.filter(({ isKnown }) => isKnown).length, 'known value')}`,
    ...values.map(lineOf),
    ...disowned.map(({ session, incident }) => `not learned  ${session}  an intruder's by ${incident}`),
    '',
  ].join('\n');
}

function lineOf({ kind, value, isKnown, since, days, firstEvent, lastEvent }: LearnedValue): string {
  const state = isKnown ? 'known   ' : 'doubtful';
  return `${state}  ${kind.padEnd(8)}  ${value}  ${counted(days, 'day')} since ${since.slice(0, 10)}  ${firstEvent} .. ${lastEvent}`;
}
