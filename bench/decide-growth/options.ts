import { parseArgs } from 'node:util';

/** What is measured. */
export interface GrowthOptions {
  /** Users of each tenant, in the order of the table; the first is what the others stand beside. */
  readonly users: readonly number[];
  /** About so many records, whatever the size. */
  readonly records: number;
  readonly seed: number;
  /** Where the stores are made; null: a temporary folder. They are removed in any case. */
  readonly directory: string | null;
  /** Where the figures go as JSON; null: to the end of the output. */
  readonly json: string | null;
}

export const USAGE = `npm run bench:growth -- [options]

  --users <n,n,...>  default 1000,10000,100000,1000000 (at most 1000000)
  --records <n>      default 100000
  --seed <n>         default 1
  --dir <folder>     where the stores are made (some 10 GB for a million users)
  --json <file>      writes the figures there
`;

/** Their names are numbers of six digits. */
const MOST_USERS = 1_000_000;

/** Reads the command line. Raises a `TypeError` or `RangeError` that names the option. */
export function readOptions(argv: readonly string[]): GrowthOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      users: { type: 'string', default: '1000,10000,100000,1000000' },
      records: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      dir: { type: 'string' },
      json: { type: 'string' },
    },
  });
  return {
    users: values.users.split(',').map((text) => number('users', text, 1, MOST_USERS)),
    records: number('records', values.records, 1),
    seed: number('seed', values.seed, 0),
    directory: values.dir ?? null,
    json: values.json ?? null,
  };
}

function number(name: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`--${name}: expected a whole number from ${least} to ${most}, got ${text}`);
}
