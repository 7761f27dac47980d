import type { Delivery } from '../logging/logbook.js';
import { OwnerSigns } from './owner-signs.js';
import type { Mutate } from './record-mutants.js';

/**
 * Changes the records of campaigns and no others, one day's deliveries after the other. A record keeps its id, so that the judge knows
 * it. Owners are known by what came on earlier days.
 */
export function mutateCampaigns(
  mutations: readonly Mutate[],
): (deliveries: readonly Delivery[]) => readonly Delivery[] {
  const owners = new OwnerSigns();
  return (deliveries) => {
    const changed = deliveries.flatMap((delivery) => mutated(delivery, mutations, owners));
    for (const delivery of deliveries) owners.see(delivery);
    return changed;
  };
}

function mutated(delivery: Delivery, mutations: readonly Mutate[], owners: OwnerSigns): readonly Delivery[] {
  if (delivery.label === null) return [delivery];
  let now = delivery;
  for (const mutate of mutations) {
    const record = mutate(now, owners.of(now.record));
    if (record === null) return [];
    now = { ...now, record };
  }
  return [now];
}
