import type { AccessEvent, EventNetwork } from './access-event.js';
import type { LookedUpLocation, LookedUpSystem } from './looked-up-network.js';

/** What is known of a network beyond the address. */
export interface NetworkFacts {
  readonly asn: number | null;
  readonly country: string | null;
  readonly place: string | null;
  /** Who runs it, by name; null where no file says it. */
  readonly organisation: string | null;
  /** Which files of the operator said any of this; empty where the log itself did, or nobody. */
  readonly by: readonly string[];
}

/** Names networks, also those of mail access, which carries no more than an address. */
export interface NetworkNames {
  /** `as<number>` where the autonomous system is known, else the prefix; null without an address. */
  of(event: AccessEvent): string | null;
  factsOf(event: AccessEvent): NetworkFacts;
}

/** The autonomous system of one event by itself: its record's word, else a file's. */
export function asnOf({ asn, lookedUp }: Pick<EventNetwork, 'asn' | 'lookedUp'>): number | null {
  return asn ?? lookedUp?.system?.asn ?? null;
}

/**
 * Learns from the records that do say, mostly sign-ins, which system and country an address prefix belongs to. What a record
 * says of a prefix goes before what a file says of an address in it, else one line would be two networks.
 */
export function readNetworkNames(events: readonly AccessEvent[]): NetworkNames {
  const learned = learnPrefixes(events);
  const known = new Map<EventNetwork, NetworkFacts>();
  const factsOf = ({ network }: AccessEvent): NetworkFacts => {
    const before = known.get(network);
    if (before !== undefined) return before;
    const facts = toFacts(network, network.prefix === null ? undefined : learned.get(network.prefix));
    known.set(network, facts);
    return facts;
  };
  return {
    factsOf,
    of(event) {
      const { asn } = factsOf(event);
      return asn === null ? (event.network.prefix ?? event.network.address) : `as${asn}`;
    },
  };
}

interface Learned {
  readonly asn: number | null;
  readonly country: string | null;
  readonly place: string | null;
  readonly system: LookedUpSystem | null;
  readonly location: LookedUpLocation | null;
}

function learnPrefixes(events: readonly AccessEvent[]): ReadonlyMap<string, Learned> {
  const byPrefix = new Map<string, Learned>();
  // Stored events share equal parts, so that most networks of a long timeline were met before.
  const met = new Set<EventNetwork>();
  for (const { network } of events) {
    if (network.prefix === null || met.has(network)) continue;
    met.add(network);
    const known = byPrefix.get(network.prefix);
    const lookedUp = network.lookedUp;
    byPrefix.set(network.prefix, {
      asn: smaller(known?.asn, network.asn),
      country: smaller(known?.country, network.country),
      place: smaller(known?.place, network.place),
      system: earlier(known?.system, lookedUp?.system),
      location: earlier(known?.location, lookedUp?.location),
    });
  }
  return byPrefix;
}

function toFacts(network: EventNetwork, learned: Learned | undefined): NetworkFacts {
  const asn = network.asn ?? learned?.asn ?? null;
  const country = network.country ?? learned?.country ?? null;
  const place = network.place ?? learned?.place ?? null;
  const system = asn === null ? (network.lookedUp?.system ?? learned?.system ?? null) : null;
  const location = country === null ? (network.lookedUp?.location ?? learned?.location ?? null) : null;
  return {
    asn: system?.asn ?? asn,
    country: location?.country ?? country,
    place: location?.place ?? place,
    organisation: system?.organisation ?? null,
    by: system === null && location === null ? NOBODY : sourcesOf(system, location),
  };
}

const NOBODY: readonly string[] = [];

function sourcesOf(system: LookedUpSystem | null, location: LookedUpLocation | null): readonly string[] {
  return [...new Set([system, location].flatMap((said) => said?.by ?? []))];
}

/** Records that contradict each other must give one answer in any order. */
function smaller<T extends string | number>(left: T | null | undefined, right: T | null): T | null {
  if (left === null || left === undefined) return right;
  return right === null || left < right ? left : right;
}

/** As `smaller`, for what files say: of several versions of one file, and of neighbours in one prefix. */
function earlier<T extends LookedUpSystem | LookedUpLocation>(
  left: T | null | undefined,
  right: T | null | undefined,
): T | null {
  if (left === null || left === undefined) return right ?? null;
  if (right === null || right === undefined) return left;
  return JSON.stringify(left) <= JSON.stringify(right) ? left : right;
}
