import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessEvent, EventNetwork } from '../../agent/model/access-event.js';
import { readNetworkNames } from '../../agent/model/network-names.js';
import { event, network } from '../detect/behaviour/timeline-builder.js';

const by = 'Test-ASN built 2026-03-01';
const FILE = {
  system: { asn: 64600, organisation: 'Town Cable', by },
  location: { country: 'US', place: null, by: 'Test-City built 2026-03-02' },
};

const TOLD = network('198.51.100', { asn: 64510, country: 'US', place: 'Reno' });
const BARE = network('198.51.100');
const IN_FILE = network('198.51.100', { lookedUp: FILE });
const ELSEWHERE = network('203.0.113', { lookedUp: FILE });

function at(day: number, one: EventNetwork): AccessEvent {
  return event({ day, hour: 9, network: one });
}

describe('what a network is called', () => {
  it.each([
    { name: 'by its record', given: [TOLD], of: TOLD, expected: 'as64510', by: [] },
    { name: 'by another record of its prefix', given: [TOLD, BARE], of: BARE, expected: 'as64510', by: [] },
    {
      name: 'by a record of its prefix rather than by a file',
      given: [TOLD, IN_FILE],
      of: IN_FILE,
      expected: 'as64510',
      by: [],
    },
    {
      name: 'by a file where no record says it',
      given: [TOLD, ELSEWHERE],
      of: ELSEWHERE,
      expected: 'as64600',
      by: [by, FILE.location.by],
    },
    {
      name: 'by what a file said of another address of its prefix',
      given: [IN_FILE, BARE],
      of: BARE,
      expected: 'as64600',
      by: [by, FILE.location.by],
    },
    { name: 'by its prefix', given: [BARE], of: BARE, expected: '198.51.100.0/24', by: [] },
  ])('$name', ({ given, of, expected, by: told }) => {
    const events = given.map((one, day) => at(day, one));
    const asked = events.find((one) => one.network === of) ?? at(0, of);
    const names = readNetworkNames(events);
    expect(names.of(asked)).toBe(expected);
    expect(names.factsOf(asked).by).toEqual(told);
  });

  it('takes the system from a file and leaves the country that the record has', () => {
    const half = at(0, network('198.51.100', { country: 'CA', lookedUp: { ...FILE, location: null } }));
    expect(readNetworkNames([half]).factsOf(half)).toEqual({
      asn: 64600,
      organisation: 'Town Cable',
      country: 'CA',
      place: null,
      by: [by],
    });
  });

  it('is the same in whatever order the events are read', () => {
    const newer = { ...FILE.system, asn: 64601, by: 'Test-ASN built 2026-04-01' };
    const replaced = network('198.51.100', { lookedUp: { ...FILE, system: newer } });
    const events = [IN_FILE, replaced, BARE, ELSEWHERE, TOLD].map((one, day) => at(day, one));
    const plain = events.slice(0, 4);
    for (const set of [events, plain]) {
      const expected = set.map((one) => readNetworkNames(set).of(one));
      fc.assert(
        fc.property(fc.shuffledSubarray(set, { minLength: set.length }), (shuffled) => {
          const names = readNetworkNames(shuffled);
          expect(set.map((one) => names.of(one))).toEqual(expected);
        }),
      );
    }
  });
});
