import type { Action } from '../../model/action.js';
import type { BrakeTrip } from '../../model/brake.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import { type Instant, shift } from '../../model/time.js';
import { type BrakeState, brakeHorizonMs } from './decide-brake.js';
import type { BrakeTerms } from './terms.js';

const TRIPS = 'brakeTrips';
/** Trips that are over are kept for as long as anybody may ask. */
const TRIPS_KEPT = 200;

/** Reads what the brake judges an action by. */
export async function readBrakeState(
  action: Action,
  reads: StoreReads,
  terms: BrakeTerms,
  now: Instant,
): Promise<BrakeState> {
  const state = await readBrakeNow(reads, terms, now);
  return { ...state, recent: state.recent.filter((one) => one.id !== action.id) };
}

/** Reads how the brake stands, whatever is to be judged: every action that can matter is in it. */
export async function readBrakeNow(
  reads: StoreReads,
  { settings, accounts }: BrakeTerms,
  now: Instant,
): Promise<BrakeState> {
  const recent = await reads.actionsSince(shift(now, -brakeHorizonMs(settings)));
  return { recent, trips: await readTrips(reads), accounts };
}

/** Every trip that is remembered, oldest first. */
export async function readTrips(reads: StoreReads): Promise<readonly BrakeTrip[]> {
  return JSON.parse((await reads.meta(TRIPS)) ?? '[]') as readonly BrakeTrip[];
}

/** Writes a trip down by id; a new one is an entry of the ledger too. */
export async function putTrip(tx: StoreTx, trip: BrakeTrip): Promise<void> {
  const known = await readTrips(tx);
  const before = known.find((one) => one.id === trip.id);
  const others = known.filter((one) => one.id !== trip.id);
  await tx.putMeta(TRIPS, JSON.stringify([...others, trip].sort(byTime).slice(-TRIPS_KEPT)));
  const kind =
    before === undefined ? 'brake-tripped' : before.releasedAt === trip.releasedAt ? null : 'brake-released';
  if (kind === null) return;
  const { id, cause, at, accounts, releasedAt } = trip;
  await tx.appendLedger({ kind, incident: null, subject: id, detail: { cause, at, accounts, releasedAt } });
}

/** What the brake keeps back now, oldest first. */
export async function heldByBrake(reads: StoreReads): Promise<readonly Action[]> {
  return (await reads.actions()).filter(({ status, heldBy }) => status === 'held' && isReleasable(heldBy));
}

/** The protected list is no brake: only an approval lets go what it holds. */
export function isReleasable(heldBy: Action['heldBy']): boolean {
  return heldBy !== undefined && heldBy !== 'protection';
}

function byTime(left: BrakeTrip, right: BrakeTrip): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}
