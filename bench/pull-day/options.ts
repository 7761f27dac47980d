import { parseArgs } from 'node:util';
import { HOUR_MS, MINUTE_MS } from '../../agent/model/time.js';

/** What is measured. */
export interface BenchOptions {
  readonly seed: number;
  readonly mailboxes: number;
  /** Records of a mailbox on its working day. */
  readonly recordsPerMailbox: number;
  /** Begin and length of the slice, in the day. */
  readonly fromMs: number;
  readonly lengthMs: number;
  /** Days before the slice that are stored first, unmeasured, so that accounts have a past. */
  readonly historyDays: number;
  /** How much time one pull covers: what the schedule of a live daemon comes to. */
  readonly stepMs: number;
  /** How far behind its cursor each pull begins. */
  readonly overlapMs: number;
  /** The whole slice in one pull, scored at its end, as after an outage. */
  readonly isBackfill: boolean;
  /** The store's folder; null: a temporary one that is removed. */
  readonly directory: string | null;
  /** Where the figures go as JSON; null: to the end of the output. */
  readonly json: string | null;
}

export const USAGE = `npm run bench:pull -- [options]

  --day                     the whole day (default: an hour of it)
  --minutes <n>             so many minutes of it
  --from-hour <n>           where the slice begins, UTC (default 16, the busiest)
  --mailboxes <n>           default 50000
  --records-per-mailbox <n> a day (default 300, which makes 15 million a day)
  --history-days <n>        days stored before the measurement (default 0)
  --step-seconds <n>        time that one pull covers (default 60)
  --overlap-minutes <n>     how far behind its cursor a pull begins (default 0)
  --backfill                one pull, scored at its end
  --seed <n>                default 1
  --dir <folder>            keeps the store there
  --json <file>             writes the figures there
`;

/** Reads the command line. Raises a `TypeError` or `RangeError` that names the option. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      day: { type: 'boolean', default: false },
      backfill: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '60' },
      'from-hour': { type: 'string', default: '16' },
      mailboxes: { type: 'string', default: '50000' },
      'records-per-mailbox': { type: 'string', default: '300' },
      'history-days': { type: 'string', default: '0' },
      'step-seconds': { type: 'string', default: '60' },
      'overlap-minutes': { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      dir: { type: 'string' },
      json: { type: 'string' },
    },
  });
  return {
    seed: number('seed', values.seed, 0),
    mailboxes: number('mailboxes', values.mailboxes, 1),
    recordsPerMailbox: number('records-per-mailbox', values['records-per-mailbox'], 1),
    fromMs: values.day ? 0 : number('from-hour', values['from-hour'], 0) * HOUR_MS,
    lengthMs: values.day ? 24 * HOUR_MS : number('minutes', values.minutes, 1) * MINUTE_MS,
    historyDays: number('history-days', values['history-days'], 0),
    stepMs: number('step-seconds', values['step-seconds'], 1) * 1_000,
    overlapMs: number('overlap-minutes', values['overlap-minutes'], 0) * MINUTE_MS,
    isBackfill: values.backfill,
    directory: values.dir ?? null,
    json: values.json ?? null,
  };
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`--${name}: expected a whole number of at least ${least}, got ${text}`);
}
