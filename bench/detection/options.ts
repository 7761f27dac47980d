import { parseArgs } from 'node:util';
import { TECHNIQUES } from './attack/catalogue.js';
import { parseSeed, type Seed } from './chance/seeds.js';
import { STORMS, type StormName } from './storm/storms.js';

/** What is measured. */
export interface DetectionOptions {
  readonly seed: Seed;
  /** Of each world. */
  readonly mailboxes: number;
  readonly days: number;
  readonly historyDays: number;
  /** Of each technique, in each world. */
  readonly campaigns: number;
  /** Ids of techniques; null: all. */
  readonly techniques: readonly string[] | null;
  readonly worlds: number;
  readonly storm: StormName | null;
  /** Whether the same worlds are judged again under changes that must not matter. */
  readonly checksLaws: boolean;
  /** Whether they are judged again with a field of every campaign changed, and without each behaviour. */
  readonly checksMutants: boolean;
  /** Where the figures go as JSON; null: nowhere. */
  readonly json: string | null;
}

export const USAGE = `npm run bench:detection -- [options]

  --seed <split>[:<n>]  train, tune or test (default tune); what is tuned is never measured on test
  --mailboxes <n>       of a world (default 160)
  --days <n>            judged, after the history (default 6)
  --history-days <n>    given first, as a first start reads them (default 21)
  --techniques <ids>    A7,B3,... instead of all
  --campaigns <n>       of each of the forty techniques in each world (default 2)
  --worlds <n>          companies, each of its own (default 1)
  --long                60 campaigns of each technique: twelve worlds of 400 mailboxes, 10 days
  --storm <name>        vpn, migration, phones, merger or risk: no attacks, nobody may be contained
  --laws                the same world renamed, moved, at other hours, shuffled and repeated: the same answer
  --mutants             the same world with one field of every campaign changed, then more; and without each behaviour
  --json <file>         writes the figures there
`;

/** Reads the command line. Raises a `TypeError` or `RangeError` that names the option. */
export function readOptions(argv: readonly string[]): DetectionOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seed: { type: 'string', default: 'tune' },
      mailboxes: { type: 'string' },
      days: { type: 'string' },
      'history-days': { type: 'string' },
      techniques: { type: 'string' },
      campaigns: { type: 'string' },
      worlds: { type: 'string' },
      long: { type: 'boolean', default: false },
      storm: { type: 'string' },
      laws: { type: 'boolean', default: false },
      mutants: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const usual = values.long
    ? { mailboxes: 400, days: 10, campaigns: 5, worlds: 12 }
    : { mailboxes: 160, days: 6, campaigns: 2, worlds: 1 };
  const storm = readStorm(values.storm);
  return {
    ...{ seed: parseSeed(values.seed), storm, checksLaws: values.laws, checksMutants: values.mutants },
    json: values.json ?? null,
    mailboxes: whole('mailboxes', values.mailboxes, usual.mailboxes, 20),
    days: whole('days', values.days, usual.days, 1),
    historyDays: whole('history-days', values['history-days'], 21, 3),
    techniques: readTechniques(values.techniques),
    campaigns: storm === null ? whole('campaigns', values.campaigns, usual.campaigns, 0) : 0,
    worlds: whole('worlds', values.worlds, usual.worlds, 1),
  };
}

function readTechniques(text: string | undefined): readonly string[] | null {
  if (text === undefined) return null;
  const ids = text.toUpperCase().split(',');
  const unknown = ids.find((id) => !TECHNIQUES.some((one) => one.id === id));
  if (unknown !== undefined) throw new RangeError(`--techniques: there is no technique ${unknown}`);
  return ids;
}

function readStorm(text: string | undefined): StormName | null {
  if (text === undefined) return null;
  const name = STORMS.find((one) => one === text);
  if (name === undefined) throw new RangeError(`--storm: expected ${STORMS.join(', ')}, got ${text}`);
  return name;
}

function whole(name: string, text: string | undefined, usual: number, least: number): number {
  const value = text === undefined ? usual : Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new RangeError(`--${name}: expected a whole number of at least ${least}, got ${text}`);
}
