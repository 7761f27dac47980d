import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../agent/model/incident.js';
import { canonicalJson } from '../../agent/model/json.js';
import { groupActors } from '../../agent/score/group-actors.js';
import { at, TUNING } from '../detect/behaviour/timeline-builder.js';
import { incident } from '../store/samples.js';

const CONTEXT = { tenantId: 'tenant-1', now: at(40, 0) };
const HOSTED = { address: '192.0.2.7', asn: 64501, country: 'NL', place: null, client: 'chrome on linux' };
const EXIT = { ...HOSTED, address: '192.0.3.7', asn: 64502 };
const INSIDE = { ...HOSTED, address: '10.0.0.7', asn: null };

interface Told {
  readonly who: string;
  readonly day?: number;
  readonly from?: Omit<Incident['origins'][number], 'firstAt' | 'lastAt'>;
}

/** The incident of one mailbox that was entered on a day, from the attacker's rented server where nothing else is said. */
function entered({ who, day = 20, from = HOSTED }: Told, more: Partial<Incident> = {}): Incident {
  const [firstAt, lastAt] = [at(day, 8), at(day, 9)];
  return incident(`inc-${who}-${day}`, {
    subject: `${who}@contoso.com`,
    mailbox: { id: `u-${who}`, upn: `${who}@contoso.com` },
    openedAt: lastAt,
    firstEvent: firstAt,
    lastEvent: lastAt,
    origins: [{ ...from, firstAt, lastAt }],
    ...more,
  });
}

function grouped(related: readonly Incident[]): readonly (readonly string[])[] {
  return groupActors(related, TUNING, CONTEXT).map((one) =>
    (one.actor?.members ?? []).map(({ incident: id }) => id),
  );
}

describe('one actor in several mailboxes', () => {
  const ANN = entered({ who: 'ann' });
  const otherNetwork = { ...HOSTED, address: '192.0.9.7' };
  const table: readonly { name: string; given: readonly Incident[]; expected: number[] }[] = [
    { name: 'is one mailbox alone: nothing', given: [ANN], expected: [] },
    {
      name: 'shares network and client, another address of the network too',
      given: [ANN, entered({ who: 'bob', from: { ...HOSTED, address: '192.0.2.99' } })],
      expected: [2],
    },
    {
      name: 'is not seen in a shared network with another client',
      given: [ANN, entered({ who: 'bob', from: { ...HOSTED, client: 'edge on windows' } })],
      expected: [],
    },
    {
      name: 'is not seen in a VPN that many strangers use',
      given: [entered({ who: 'ann', from: EXIT }), entered({ who: 'bob', from: EXIT })],
      expected: [],
    },
    {
      name: 'is not seen in an address of no place on the Internet',
      given: [entered({ who: 'ann', from: INSIDE }), entered({ who: 'bob', from: INSIDE })],
      expected: [],
    },
    {
      name: 'is not seen when the address may have been let to another by then',
      given: [ANN, entered({ who: 'bob', day: 36 })],
      expected: [],
    },
    {
      name: 'goes on from mailbox to mailbox for longer than that',
      given: [ANN, entered({ who: 'bob', day: 30 }), entered({ who: 'eve', day: 40 })],
      expected: [3],
    },
    {
      name: 'is not made of one mailbox that was entered twice',
      given: [ANN, entered({ who: 'ann', day: 30 })],
      expected: [],
    },
    {
      name: 'uses one session of the provider from several networks',
      given: [
        entered({ who: 'ann' }, { sessions: ['sid:s-1'] }),
        entered({ who: 'bob', from: otherNetwork }, { sessions: ['sid:s-1@as64501'] }),
      ],
      expected: [2],
    },
    {
      name: 'is not known by a session that only we have named',
      given: [
        entered({ who: 'ann' }, { sessions: ['ctx:1'] }),
        entered({ who: 'bob', from: otherNetwork }, { sessions: ['ctx:1'] }),
      ],
      expected: [],
    },
    {
      name: 'is an application that reads from wherever it runs',
      given: [
        entered({ who: 'ann' }, { applications: ['app-evil'] }),
        entered({ who: 'bob', from: otherNetwork }, { applications: ['app-evil'] }),
      ],
      expected: [2],
    },
    {
      name: 'is no application that may read mail',
      given: [
        entered({ who: 'ann' }, { applications: ['app-owa'] }),
        entered({ who: 'bob', from: otherNetwork }, { applications: ['APP-OWA'] }),
      ],
      expected: [],
    },
    {
      name: 'is nobody where a person said that nothing was there, or the evidence is gone',
      given: [
        ANN,
        entered(
          { who: 'bob' },
          { status: 'closed', closure: { verdict: 'false-positive', at: at(21, 0), by: null, reason: null } },
        ),
        entered({ who: 'eve' }, { note: 'Evidence that arrived later no longer supports this incident.' }),
      ],
      expected: [],
    },
  ];
  it.each(table)('$name', ({ given, expected }) => {
    expect(grouped(given).map((members) => members.length)).toEqual(expected);
  });

  it('weighs what the worst of its mailboxes weighs, and its reasons add up', () => {
    const reason = (rule: string, points: number) => ({
      ...{ rule, points, title: rule, family: 'mail' as const, text: rule },
      ...{ events: [`e-${rule}`], techniques: ['T1114'], firstAt: at(20, 8) },
    });
    const [actor] = groupActors(
      [
        entered({ who: 'ann' }, { score: 3_000, reasons: [reason('a', 2_000), reason('b', 1_000)] }),
        entered({ who: 'bob' }, { score: 5_000, reasons: [reason('a', 4_000), reason('c', 1_000)] }),
      ],
      TUNING,
      CONTEXT,
    );
    expect(actor).toMatchObject({ score: 5_000, justifiesContainment: false });
    expect(actor?.reasons.map(({ rule, points }) => [rule, points])).toEqual([
      ['a', 4_000],
      ['c', 1_000],
      ['b', 0],
    ]);
    expect(actor?.actor?.ties).toEqual([
      { kind: 'address-and-client', text: '192.0.2.0/24, chrome on linux', mailboxes: 2 },
    ]);
  });

  it('is contained when every mailbox is', () => {
    const contained = { status: 'contained' as const };
    const both = [entered({ who: 'ann' }, contained), entered({ who: 'bob' }, contained)];
    const statusOf = (related: readonly Incident[]) => groupActors(related, TUNING, CONTEXT)[0]?.status;
    expect(statusOf(both)).toBe('contained');
    expect(statusOf([...both, entered({ who: 'eve' })])).toBe('open');
  });

  it('that was closed is history: what was in it opens nothing again', () => {
    const members = [ANN, entered({ who: 'bob' })];
    const [actor] = groupActors(members, TUNING, CONTEXT);
    if (actor === undefined) throw new Error('expected an actor');
    const closed = { ...actor, status: 'closed' as const };
    expect(groupActors([...members, closed], TUNING, CONTEXT)).toEqual([]);
    const two = [entered({ who: 'eve', day: 21 }), entered({ who: 'dan', day: 22 })];
    const [later] = groupActors([...members, closed, ...two], TUNING, CONTEXT);
    expect(later?.actor?.members.map(({ subject }) => subject)).toEqual(two.map(({ subject }) => subject));
    expect(later?.id).not.toBe(actor.id);
  });

  it('that the evidence no longer shows says so and stays', () => {
    const members = [ANN, entered({ who: 'bob' })];
    const [actor] = groupActors(members, TUNING, CONTEXT);
    if (actor === undefined) throw new Error('expected an actor');
    const [withdrawn] = groupActors([ANN, actor], TUNING, CONTEXT);
    expect(withdrawn?.id).toBe(actor.id);
    expect(withdrawn?.note).toContain('no longer ties');
  });
});

const TOLD = fc.uniqueArray(
  fc.record({
    who: fc.constantFrom('ann', 'bob', 'dan', 'eve', 'fay', 'gus', 'hal'),
    day: fc.constantFrom(1, 10, 20, 36),
    from: fc.constantFrom(HOSTED, { ...HOSTED, address: '192.0.9.7' }, EXIT),
  }),
  { selector: ({ who }) => who, minLength: 2 },
);

/** What does not depend on which incident was announced first. */
function comparable(actors: readonly Incident[]): string {
  const plain = actors
    .filter(({ note }) => note === null)
    .map(
      ({ id: _id, aliases: _aliases, subject: _subject, openedAt: _openedAt, late: _late, ...rest }) => rest,
    );
  return canonicalJson(plain.map((one) => canonicalJson(one)).sort());
}

/** Tells one mailbox after the other, and keeps what was announced as a store does. */
function told(incidents: readonly Incident[]): readonly Incident[] {
  let actors: readonly Incident[] = [];
  for (let count = 1; count <= incidents.length; count += 1) {
    const known = [...incidents.slice(0, count), ...actors];
    const given = groupActors(known, TUNING, CONTEXT);
    const absorbed = new Set(given.flatMap(({ aliases }) => aliases));
    const names = new Set(given.map(({ id }) => id));
    actors = [...given, ...actors.filter(({ id }) => !names.has(id) && !absorbed.has(id))];
  }
  return actors;
}

describe('an actor is a function of the mailboxes’ incidents', () => {
  it('in any order, told at once or one by one, and twice is once', () => {
    fc.assert(
      fc.property(
        TOLD.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const atOnce = groupActors(
            all.map((one) => entered(one)),
            TUNING,
            CONTEXT,
          );
          const oneByOne = told(shuffled.map((one) => entered(one)));
          expect(comparable(oneByOne)).toBe(comparable(atOnce));
          const derived = atOnce.map(({ id }) => id);
          const found = derived.filter((id) =>
            oneByOne.some((one) => one.id === id || one.aliases.includes(id)),
          );
          expect(found).toEqual(derived);
          const again = groupActors([...all.map((one) => entered(one)), ...atOnce], TUNING, CONTEXT);
          expect(again).toEqual(atOnce);
        },
      ),
      { numRuns: 200 },
    );
  });
});
