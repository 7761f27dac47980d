import type { AccessEvent, EventNetwork } from './access-event.js';

/** What is known of a network beyond the address. */
export interface NetworkFacts {
  readonly asn: number | null;
  readonly country: string | null;
  readonly place: string | null;
}

/** Names networks, also those of mail access, which carries no more than an address. */
export interface NetworkNames {
  /** `as<number>` where the autonomous system is known, else the prefix; null without an address. */
  of(event: AccessEvent): string | null;
  factsOf(event: AccessEvent): NetworkFacts;
}

/** Learns from the records that do say, mostly sign-ins, which system and country an address prefix belongs to. */
export function readNetworkNames(events: readonly AccessEvent[]): NetworkNames {
  const byPrefix = new Map<string, NetworkFacts>();
  // Stored events share equal parts, so that most networks of a long timeline were met before.
  const met = new Set<EventNetwork>();
  for (const { network } of events) {
    if (network.prefix === null || met.has(network)) continue;
    met.add(network);
    const known = byPrefix.get(network.prefix);
    byPrefix.set(network.prefix, {
      asn: smaller(known?.asn, network.asn),
      country: smaller(known?.country, network.country),
      place: smaller(known?.place, network.place),
    });
  }
  const factsOf = ({ network }: AccessEvent): NetworkFacts => {
    const learned = network.prefix === null ? undefined : byPrefix.get(network.prefix);
    return {
      asn: network.asn ?? learned?.asn ?? null,
      country: network.country ?? learned?.country ?? null,
      place: network.place ?? learned?.place ?? null,
    };
  };
  const names = new Map<EventNetwork, string | null>();
  return {
    factsOf,
    of(event) {
      const known = names.get(event.network);
      if (known !== undefined) return known;
      const { asn } = factsOf(event);
      const name = asn === null ? (event.network.prefix ?? event.network.address) : `as${asn}`;
      names.set(event.network, name);
      return name;
    },
  };
}

/** Records that contradict each other must give one answer in any order. */
function smaller<T extends string | number>(left: T | null | undefined, right: T | null): T | null {
  if (left === null || left === undefined) return right;
  return right === null || left < right ? left : right;
}
