import type { ResponseFigures } from '../model/metrics.js';
import { readTrips } from '../respond/brake/brake-store.js';
import { isHolding, tenantBurst } from '../respond/brake/decide-brake.js';
import { USUAL_TERMS } from '../respond/brake/terms.js';
import { type Serving, startServing } from '../serve/start-serving.js';
import type { Agent } from './open-agent.js';
import { productVersion } from './product.js';

/** Opens the health listener where the configuration has one. Raises `InputError` when it cannot listen. */
export async function serveAgent(agent: Agent): Promise<Serving | null> {
  const { config, store, clock, log, lease, meter } = agent;
  if (config.serve === null) return null;
  return startServing(config.serve, {
    productVersion: productVersion(),
    clock,
    log,
    probes: {
      live: meter.figures,
      isLeaseHeld: () => !lease.lost.aborted,
      figures: async () => {
        const [figures, trips] = await store.read(async (reads) => [
          await reads.figures(),
          await readTrips(reads),
        ]);
        const now = clock.now();
        const holdingTrips = trips.filter((trip) => isHolding(trip, now)).length;
        return { store: figures, response: responseOf(agent, holdingTrips) };
      },
    },
  });
}

/** As of the last load: a reload shows at once. */
function responseOf({ settings, jobContext }: Agent, holdingTrips: number): ResponseFigures {
  const { mode, learningUntil, brake = USUAL_TERMS } = settings().policy;
  return {
    mode,
    learningUntil,
    isStopped: jobContext().isKilled(),
    burstAccounts: tenantBurst(brake.settings, brake.accounts),
    holdingTrips,
  };
}
