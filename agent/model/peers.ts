import type { AccessEvent } from './access-event.js';
import { principalKey } from './access-event.js';
import { asnOf } from './network-names.js';
import { dayOf } from './time.js';

/**
 * What an account used, as peers are compared by it: `asn:<number>`, `kind:<program>/<system>`, and `any` for having signed in at all.
 * Few for one person, so that they can be kept for all.
 */
export type UsedValue = string;

/** Days are whole days since the epoch, UTC. */
export interface PeerUsage {
  readonly subject: string;
  readonly value: UsedValue;
  readonly firstDay: number;
}

/** How many of an account's peers used something by the end of a day. */
export interface PeerQuestion {
  readonly value: UsedValue;
  readonly day: number;
}

/** Who the peers are: those of one manager, of one department, or everybody. */
export type PeerGroup = 'manager' | 'department' | 'company';

export interface PeerAnswer extends PeerQuestion {
  readonly group: PeerGroup;
  /** Without the account itself; only those that had signed in by then. */
  readonly peers: number;
  readonly users: number;
}

export const ANY_USE: UsedValue = 'any';

/** What a sign-in that succeeded says of its account's use; nothing of other events. */
export function usageOf({
  kind,
  outcome,
  actorType,
  user,
  network,
  client,
  at,
}: AccessEvent): readonly PeerUsage[] {
  const subject = principalKey(user);
  if (kind !== 'sign-in' || outcome !== 'success' || actorType !== 'user' || subject === null) return [];
  const firstDay = dayOf(at);
  const values = [ANY_USE];
  const asn = asnOf(network);
  if (asn !== null) values.push(asnValue(asn));
  if (client.family !== null || client.os !== null) values.push(kindValue(client));
  return values.map((value) => ({ subject, value, firstDay }));
}

export function asnValue(asn: number): UsedValue {
  return `asn:${asn}`;
}

export function kindValue({ family, os }: Pick<AccessEvent['client'], 'family' | 'os'>): UsedValue {
  return `kind:${family ?? ''}/${os ?? ''}`;
}
