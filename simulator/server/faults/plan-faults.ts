import { Random } from '../../world/chance/random.js';
import type { Call, OriginName } from '../http/call.js';
import type { Fault } from './fault.js';
import { RevokedTokens } from './revoked-tokens.js';

const COMMON: readonly (readonly [Fault, number])[] = [
  ['throttled', 12],
  ['server-error', 12],
  ['bad-gateway', 8],
  ['unavailable', 10],
  ['gateway-timeout', 8],
  ['drop', 14],
  ['drop-within', 8],
  ['truncated', 8],
  ['slow', 8],
  ['lost-answer', 12],
  ['hang', 1],
];

const WEIGHTS: Readonly<Record<OriginName, readonly (readonly [Fault, number])[]>> = {
  authority: COMMON,
  graph: [...COMMON, ['throttled-silently', 8]],
  management: COMMON,
  soc: COMMON.filter(([fault]) => fault !== 'truncated' && fault !== 'drop-within'),
};

/** Each costs a caller its whole time-out. */
const MOST_HANGS = 3;

/**
 * Decides which calls go wrong. The n-th call of a route has the same fate in every run with the same seed, however
 * the calls of other routes fall between.
 */
export class FaultPlan {
  readonly #rate: number;
  readonly #seed: number;
  readonly #counts = new Map<string, number>();
  readonly #tokens: RevokedTokens | null;
  #hangs = 0;

  /** @param doesRevoke Whether tokens end in the middle of a reading. */
  constructor(rate: number, seed: number, doesRevoke = false) {
    this.#rate = rate;
    this.#seed = seed;
    this.#tokens = doesRevoke ? new RevokedTokens() : null;
  }

  next(call: Call, route: string): Fault | null {
    if (this.#tokens?.isRevoked(call, route) === true) return 'revoked-token';
    if (this.#rate === 0) return null;
    const place = `${call.origin} ${call.method} ${route}`;
    const nth = (this.#counts.get(place) ?? 0) + 1;
    this.#counts.set(place, nth);
    const random = new Random(`faults/${this.#seed}/${place}/${nth}`);
    if (!random.chance(this.#rate)) return null;
    if (isFollowingPage(call) && random.chance(0.15)) return 'stale-page';
    const fault = draw(random, WEIGHTS[call.origin]);
    if (fault !== 'hang') return fault;
    this.#hangs += 1;
    return this.#hangs > MOST_HANGS ? 'drop' : 'hang';
  }
}

function isFollowingPage(call: Call): boolean {
  return call.query.has('$skiptoken') || call.query.has('nextPage');
}

function draw(random: Random, weights: readonly (readonly [Fault, number])[]): Fault {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = random.next() * total;
  for (const [fault, weight] of weights) {
    rest -= weight;
    if (rest < 0) return fault;
  }
  return 'server-error';
}
