import type { ResponseFigures } from '../model/metrics.js';
import type { Instant } from '../model/time.js';
import { readBrakeNow } from '../respond/brake/brake-store.js';
import { type BrakeState, isHolding } from '../respond/brake/decide-brake.js';
import { tenantBudgetLeft, tenantBurst } from '../respond/brake/tenant-budget.js';
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
        const now = clock.now();
        const { brake = USUAL_TERMS } = agent.settings().policy;
        return store.read(async (reads) => ({
          store: await reads.figures(),
          response: responseOf(agent, await readBrakeNow(reads, brake, now), now),
        }));
      },
    },
  });
}

/** As of the last load: a reload shows at once. */
function responseOf(
  { settings, jobContext }: Agent,
  { recent, trips }: BrakeState,
  now: Instant,
): ResponseFigures {
  const { mode, learningUntil, brake = USUAL_TERMS } = settings().policy;
  return {
    mode,
    learningUntil,
    isStopped: jobContext().isKilled(),
    burstAccounts: tenantBurst(brake.settings, brake.accounts),
    budgetLeftAccounts: tenantBudgetLeft(recent, brake.settings, brake.accounts, now),
    holdingTrips: trips.filter((trip) => isHolding(trip, now)).length,
  };
}
