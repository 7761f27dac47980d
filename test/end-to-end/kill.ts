import type { SimulatorOptions } from '../../simulator/server/options.js';
import type { SimWorld } from '../../simulator/tenant.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { runAgent } from './run-agent.js';
import { startTenant } from './tenant.js';

/** What came of an agent on a tenant of its own. */
export interface Ending {
  readonly outcome: Outcome;
  /** The most often that any one mailbox's sessions were revoked. */
  readonly mostRevokes: number;
  /** Points that the first run passed; empty when it was killed. */
  readonly points: readonly string[];
  /** Kinds of faults that the tenant put in. */
  readonly faults: ReadonlySet<string>;
}

export interface Disturbance {
  /** The first run is killed at this point, and the agent is started again. */
  readonly killAt?: number;
  readonly tenant?: Partial<SimulatorOptions>;
}

/** Runs an agent on a new tenant of this world to its end. */
export async function runOnWorld(world: SimWorld, disturbance: Disturbance = {}): Promise<Ending> {
  const tenant = await startTenant({ world, ...disturbance.tenant });
  try {
    const place = tenant.configFor('agent');
    const first = await runAgent(['once', '--config', place.config, '--json'], disturbance.killAt ?? null);
    const outcome = await outcomeOf(place);
    const { journal } = tenant.simulator;
    return {
      outcome,
      mostRevokes: Math.max(0, ...journal.revokes().values()),
      points: first.points,
      faults: new Set(journal.calls().flatMap((call) => (call.fault === null ? [] : [call.fault]))),
    };
  } finally {
    await tenant.close();
  }
}

/** `count` points out of `total`, spread evenly, both ends among them. */
export function spread(total: number, count: number): readonly number[] {
  const step = (total - 1) / Math.max(1, count - 1);
  const points = Array.from({ length: Math.min(count, total) }, (_, index) => Math.round(index * step));
  return [...new Set(points)];
}

/** Runs `work` for every item, two at a time. */
export async function pairwise<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}
