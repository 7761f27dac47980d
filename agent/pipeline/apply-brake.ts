import { pageBrake } from '../alert/page-brake.js';
import type { Action } from '../model/action.js';
import type { StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import { heldByBrake, readBrakeState, readTrips } from '../respond/brake/brake-store.js';
import { decideBrake } from '../respond/brake/decide-brake.js';
import { holdBack } from '../respond/brake/hold-back.js';
import { USUAL_TERMS } from '../respond/brake/terms.js';
import type { DecideSettings } from './settings.js';

/** What was decided, as the brake lets it stand: what it does not let go is held. */
export async function applyBrake(
  decided: readonly Action[],
  tx: StoreTx,
  { policy }: DecideSettings,
  now: Instant,
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  const terms = policy.brake ?? USUAL_TERMS;
  for (const action of decided) {
    if (action.status !== 'approved') {
      actions.push(action);
      continue;
    }
    const state = await readBrakeState(action, tx, terms, now);
    const verdict = decideBrake(action, state, terms.settings, now);
    actions.push(verdict.verdict === 'hold' ? await holdBack(tx, action, verdict) : action);
  }
  return actions;
}

/** Calls people for trips of this transaction; to be called once all that is held is stored, so that the message names all. */
export async function pageTrips(tx: StoreTx, settings: DecideSettings, now: Instant): Promise<void> {
  const trips = (await readTrips(tx)).filter((trip) => trip.at === now);
  if (trips.length > 0) await pageBrake(tx, trips, await heldByBrake(tx), settings, now);
}
