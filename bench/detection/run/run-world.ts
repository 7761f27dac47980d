import { createBaselines } from '../baseline/baselines.js';
import { type BaselineAnswer, BaselineWatch } from '../baseline/watch.js';
import type { Delivery } from '../logging/logbook.js';
import { PARAMETERS } from '../parameters.js';
import { shiftTimes } from '../variant/rewrite.js';
import { createWorld, type World, type WorldOptions } from '../world/play-world.js';
import { LabelLedger } from './ledger-of-labels.js';
import { openProduct, type Product, type ProductAnswer } from './product.js';

const DAY_MS = 86_400_000;

/** A world, what was in it and what was made of it. */
export interface PlayedWorld {
  readonly options: WorldOptions;
  readonly campaigns: World['campaigns'];
  readonly labels: LabelLedger;
  readonly answer: ProductAnswer;
  readonly baselines: readonly BaselineAnswer[];
  readonly judgedFromMs: number;
}

/** `change` may reorder, repeat or shift what is delivered; `onDay` hears how far it is. */
export interface RunHooks {
  readonly change?: (deliveries: readonly Delivery[]) => readonly Delivery[];
  /** How much later everything happens, the product's clock with it. */
  readonly shiftMs?: number;
  /** May ask the product more, once all is over. */
  readonly onEnd?: (product: Product, played: Pick<PlayedWorld, 'campaigns' | 'labels'>) => Promise<void>;
  readonly onDay?: (day: number, records: number) => void;
}

/** Lets a world happen in front of the product, history first, then as a daemon would pull it. */
export async function runWorld(options: WorldOptions, hooks: RunHooks = {}): Promise<PlayedWorld> {
  const world = createWorld(options);
  const { stage } = world;
  const shiftMs = hooks.shiftMs ?? 0;
  const judgedFromMs = stage.firstDayMs + options.historyDays * DAY_MS + shiftMs;
  const product = await openProduct({
    ...{ id: stage.tenant.id, domains: [stage.tenant.domain], accounts: stage.people.length, judgedFromMs },
  });
  const labels = new LabelLedger();
  const watch = new BaselineWatch(createBaselines([stage.tenant.domain]));
  try {
    let day = 0;
    for (const { endMs, isJudged, deliveries } of world.days()) {
      const shifted = shiftMs === 0 ? deliveries : deliveries.map((one) => shiftTimes(one, shiftMs));
      const given = hooks.change?.(shifted) ?? shifted;
      const nowMs = endMs + shiftMs;
      for (const delivery of given) {
        labels.add(delivery);
        watch.see(delivery, isJudged);
      }
      if (isJudged) await decideDay(product, given);
      else await product.learn(given, nowMs);
      day += 1;
      if (day === options.historyDays) await product.settle(nowMs);
      hooks.onDay?.(day, given.length);
    }
    await hooks.onEnd?.(product, { campaigns: world.campaigns, labels });
    return {
      ...{ options, campaigns: world.campaigns, labels, judgedFromMs },
      answer: await product.answer(),
      baselines: watch.answers(),
    };
  } finally {
    await product.close();
  }
}

async function decideDay(
  product: Awaited<ReturnType<typeof openProduct>>,
  deliveries: readonly Delivery[],
): Promise<void> {
  const { pullEveryMs } = PARAMETERS;
  let tick: Delivery[] = [];
  let tickEndMs = 0;
  for (const delivery of deliveries) {
    if (delivery.availableAtMs >= tickEndMs) {
      if (tick.length > 0) await product.decide(tick, tickEndMs);
      tick = [];
      tickEndMs = (Math.floor(delivery.availableAtMs / pullEveryMs) + 1) * pullEveryMs;
    }
    tick.push(delivery);
  }
  if (tick.length > 0) await product.decide(tick, tickEndMs);
}
