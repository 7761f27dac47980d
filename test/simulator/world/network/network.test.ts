import { describe, expect, it } from 'vitest';
import { Random } from '../../../../simulator/world/chance/random.js';
import { FAR_PLACES } from '../../../../simulator/world/data/places.js';
import { addressOf, type Network, withOwnPrefix } from '../../../../simulator/world/network/network.js';

const [place] = FAR_PLACES;
const random = new Random('network');

function network(v6: string | null, v6Share: number): Network {
  if (place === undefined) throw new Error('no place');
  return { kind: 'mobile', asn: 64_500, place, v4: ['192.0.2.1', '192.0.2.2'], v6, v6Share };
}

describe('addressOf', () => {
  it('takes an IPv4 address where there is no IPv6', () => {
    expect(['192.0.2.1', '192.0.2.2']).toContain(addressOf(network(null, 0), random, 0));
  });

  it('keeps an IPv6 address for a day and changes it the next, within the prefix', () => {
    const dual = network('2001:db8:1:2', 1);
    const [today, again, tomorrow] = [0, 0, 1].map((day) => addressOf(dual, random, day));
    expect(today).toMatch(/^2001:db8:1:2(:[0-9a-f]{4}){4}$/);
    expect(again).toBe(today);
    expect(tomorrow).not.toBe(today);
  });

  it('gives two prefixes different addresses on one day', () => {
    const shared = network('2001:db8:1:2', 1);
    const own = withOwnPrefix(shared, random);
    expect(own.v6).toMatch(/^2001:db8:1:[0-9a-f]{4}$/);
    expect(addressOf(own, random, 0).slice(-19)).not.toBe(addressOf(shared, random, 0).slice(-19));
  });

  it('leaves a network without IPv6 as it is', () => {
    const old = network(null, 0);
    expect(withOwnPrefix(old, random)).toBe(old);
  });
});
