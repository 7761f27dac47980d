import { Random } from '../chance/random.js';
import type { Place } from '../data/places.js';
import type { NetworkKind, Provider } from '../data/providers.js';

/** One place from which people reach the Internet: its outside addresses and where geo-location puts it. */
export interface Network {
  readonly kind: NetworkKind;
  readonly asn: number;
  readonly place: Place;
  readonly v4: readonly string[];
  /** The /64, without the trailing colons; null without IPv6. */
  readonly v6: string | null;
  /** Share of requests over IPv6. */
  readonly v6Share: number;
}

/** A network of `count` IPv4 addresses within one /24 of the provider. */
export function createNetwork(random: Random, provider: Provider, place: Place, count = 1): Network {
  const prefix = `${random.pick(provider.v4)}.${random.int(1, 254)}`;
  const first = random.int(2, 254 - count);
  const hasV6 = provider.v6 !== null && random.chance(provider.kind === 'mobile' ? 0.8 : 0.6);
  return {
    kind: provider.kind,
    asn: provider.asn,
    place,
    v4: Array.from({ length: count }, (_, index) => `${prefix}.${first + index}`),
    v6:
      hasV6 && provider.v6 !== null
        ? `${provider.v6}:${random.int(4096, 65_535).toString(16)}:${random.hex(3).replace(/^0+/, '1')}`
        : null,
    v6Share: hasV6 ? (provider.kind === 'mobile' ? 0.6 : 0.4) : 0,
  };
}

/** The same network for one more device or household: carriers give each a /64 of its own. */
export function withOwnPrefix(network: Network, random: Random): Network {
  const groups = network.v6?.split(':');
  if (groups === undefined) return network;
  return { ...network, v6: [...groups.slice(0, 3), random.int(4096, 65_535).toString(16)].join(':') };
}

/** The address of one request. An IPv6 interface id lives for a day, as privacy addresses do. */
export function addressOf(network: Network, random: Random, day: number): string {
  if (network.v6 === null || !random.chance(network.v6Share)) return random.pick(network.v4);
  const interfaceId = new Random(`${network.v6}/${day}`);
  const groups = [1, 2, 3, 4].map(() => interfaceId.int(4096, 65_535).toString(16));
  return `${network.v6}:${groups.join(':')}`;
}
