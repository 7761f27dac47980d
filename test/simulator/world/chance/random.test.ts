import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenIdOf } from '../../../../simulator/world/chance/ids.js';
import { Random } from '../../../../simulator/world/chance/random.js';

const draws = (random: Random) => Array.from({ length: 8 }, () => random.next());

describe('Random', () => {
  it('gives the same stream for the same name, another for another', () => {
    expect(draws(new Random('a'))).toEqual(draws(new Random('a')));
    expect(draws(new Random('a'))).not.toEqual(draws(new Random('b')));
  });

  it('forks by name, whatever was drawn before', () => {
    const used = new Random('a');
    draws(used);
    expect(draws(used.fork('x'))).toEqual(draws(new Random('a').fork('x')));
  });

  it('keeps whole numbers within their bounds', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (name, low, width) => {
        const drawn = new Random(name).int(low, low + width);
        expect(Number.isInteger(drawn) && drawn >= low && drawn <= low + width).toBe(true);
      }),
    );
  });

  it('shuffles without loss and leaves its argument alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat()), (name, items) => {
        const before = [...items];
        const shuffled = new Random(name).shuffle(items);
        expect(shuffled.toSorted()).toEqual(before.toSorted());
        expect(items).toEqual(before);
      }),
    );
  });

  it('has a median where it is asked for', () => {
    const random = new Random('latency');
    const values = Array.from({ length: 4_001 }, () => random.logNormal(45, 0.42)).toSorted((a, b) => a - b);
    expect(values[2_000]).toBeGreaterThan(43);
    expect(values[2_000]).toBeLessThan(47);
  });
});

describe('tokenIdOf', () => {
  it('is the request id in the byte order of .NET, base64url without padding', () => {
    expect(tokenIdOf('4d63c1c4-c95b-4d3c-8e0a-1271fd813e00')).toBe('xMFjTVvJPE2OChJx_YE-AA');
  });
});
