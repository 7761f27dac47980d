import { Random } from '../chance/random.js';
import { seedName } from '../chance/seeds.js';
import type { Delivery } from '../logging/logbook.js';
import { type PlayedWorld, runWorld } from '../run/run-world.js';
import { moveAddresses } from '../variant/rewrite.js';
import type { WorldOptions } from '../world/play-world.js';

/** A change that must not matter. */
export interface LawOutcome {
  readonly name: string;
  /** Accounts whose cases differ in score or reasons; empty: the law holds. */
  readonly differing: readonly string[];
}

/** Nine hours further west. */
const ZONE_MS = 9 * 3_600_000;

/**
 * Lets one world happen again under changes that must not matter: another name for the tenant, other addresses of the same
 * providers, all of it at other hours of the clock, each day's records shuffled among those that arrive within one pull, everything
 * delivered twice. Compared are the scores and reasons of every account's cases.
 */
export async function checkLaws(
  options: WorldOptions,
  onRun: (name: string) => void,
): Promise<readonly LawOutcome[]> {
  const random = new Random(`${seedName(options.seed)} laws`);
  onRun('as it is');
  const plain = await runWorld(options);
  const variants: readonly (readonly [string, () => Promise<PlayedWorld>])[] = [
    ['renamed', () => runWorld({ ...options, tenantName: 'othername' })],
    ['other addresses', () => runWorld(options, { change: (list) => list.map(moveAddresses) })],
    ['another time zone', () => runWorld(options, { shiftMs: ZONE_MS })],
    ['shuffled', () => runWorld(options, { change: (list) => shuffleTicks(list, random) })],
    ['twice', () => runWorld(options, { change: (list) => list.flatMap((one) => [one, one]) })],
  ];
  const outcomes: LawOutcome[] = [];
  for (const [name, run] of variants) {
    onRun(name);
    outcomes.push({ name, differing: compare(digest(plain), digest(await run())) });
  }
  return outcomes;
}

/** Draws a new arrival for each record within its own two minutes, which the product reads at once. */
function shuffleTicks(list: readonly Delivery[], random: Random): readonly Delivery[] {
  const tickMs = 120_000;
  return list
    .map((one) => ({
      ...one,
      availableAtMs: Math.floor(one.availableAtMs / tickMs) * tickMs + random.int(0, tickMs - 1),
    }))
    .sort((left, right) => left.availableAtMs - right.availableAtMs);
}

/** Scores and reasons by the account's name without its domain. */
function digest({ answer }: PlayedWorld): ReadonlyMap<string, string> {
  const lines = new Map<string, string[]>();
  for (const { subject, score, reasons } of answer.incidents) {
    const account = subject.split('@')[0] ?? subject;
    const text = `${score}: ${reasons
      .map(({ rule, points }) => `${rule} ${points}`)
      .sort()
      .join(', ')}`;
    lines.set(account, [...(lines.get(account) ?? []), text]);
  }
  return new Map([...lines].map(([account, texts]) => [account, texts.sort().join('\n')]));
}

function compare(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): readonly string[] {
  const accounts = new Set([...left.keys(), ...right.keys()]);
  return [...accounts].filter((account) => left.get(account) !== right.get(account)).sort();
}
