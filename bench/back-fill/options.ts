import { parseArgs } from 'node:util';
import { SECOND_MS } from '../../agent/model/time.js';

/** What is measured. */
export interface BackFillOptions {
  readonly seed: number;
  readonly mailboxes: number;
  /** Most rows of one content of the audit feed. */
  readonly blobRows: number;
  readonly lengthMs: number;
  /** Added to each call, for the way to a real provider and back. */
  readonly latencyMs: number;
  /** Nothing is decided or stored. */
  readonly isPullOnly: boolean;
  /** Where the figures go as JSON; null: to the end of the output. */
  readonly json: string | null;
}

export const USAGE = `npm run bench:back-fill -- [options]

  --seconds <n>       length of the run (default 130: two minutes, which some limits count by, and a start)
  --mailboxes <n>     of the simulated tenant (default 200)
  --blob-rows <n>     most rows of one content of the audit feed (default 4, so that there are thousands)
  --latency-ms <n>    added to each call (default 150)
  --pull-only         nothing is decided or stored
  --seed <n>          default 1
  --json <file>       writes the figures there
`;

/** Reads the command line. Raises a `TypeError` or `RangeError` that names the option. */
export function readOptions(argv: readonly string[]): BackFillOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seconds: { type: 'string', default: '130' },
      mailboxes: { type: 'string', default: '200' },
      'blob-rows': { type: 'string', default: '4' },
      'latency-ms': { type: 'string', default: '150' },
      'pull-only': { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  return {
    seed: number('seed', values.seed, 0),
    mailboxes: number('mailboxes', values.mailboxes, 1),
    blobRows: number('blob-rows', values['blob-rows'], 1),
    lengthMs: number('seconds', values.seconds, 1) * SECOND_MS,
    latencyMs: number('latency-ms', values['latency-ms'], 0),
    isPullOnly: values['pull-only'],
    json: values.json ?? null,
  };
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`--${name}: expected a whole number of at least ${least}, got ${text}`);
}
