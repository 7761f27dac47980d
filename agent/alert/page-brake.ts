import type { Action } from '../model/action.js';
import type { BrakeTrip } from '../model/brake.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { queueAlert, type Receivers } from './queue-alert.js';
import { renderBrakeAlert } from './render-brake-alert.js';

/** Calls people for each of these trips that nobody was called for yet; `held` is all that the brake keeps back now. */
export async function pageBrake(
  tx: StoreTx,
  trips: readonly BrakeTrip[],
  held: readonly Action[],
  to: Receivers & { readonly productVersion: string },
  now: Instant,
): Promise<void> {
  for (const trip of new Map(trips.map((one) => [one.id, one])).values()) {
    const alert = renderBrakeAlert({ trip, held, now, productVersion: to.productVersion });
    await queueAlert(tx, alert, to, now);
  }
}
