import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../agent/detect/behaviour/detect-behaviours.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Finding } from '../../agent/model/finding.js';
import { deriveId } from '../../agent/model/ids.js';
import type { Incident } from '../../agent/model/incident.js';
import { weighFindings } from '../../agent/score/weigh-findings.js';
import { weighIncidents } from '../../agent/score/weigh-incidents.js';
import {
  at,
  bare,
  client,
  event,
  HOSTING,
  HOTEL,
  habit,
  LAPTOP,
  OWNER,
  STRANGER,
  TUNING,
  timeline,
  VPN,
} from '../detect/behaviour/timeline-builder.js';
import { CONTEXT, incidentsOf } from './verdict.js';

function finding(
  rule: string,
  family: Finding['family'],
  points: number,
  more: Partial<Finding> = {},
): Finding {
  return {
    id: `fnd-${rule}-${more.firstAt ?? ''}`,
    rule,
    title: rule,
    subject: OWNER,
    family,
    points,
    text: rule,
    events: [`event-${rule}`],
    firstAt: at(1, 1),
    lastAt: at(1, 1),
    techniques: [],
    needsCredential: true,
    sessions: ['sid:x'],
    ...more,
  };
}

function breakIn(day: number, session: string, from = HOSTING): readonly AccessEvent[] {
  return [
    event({ day, hour: 3, session, network: from, client: STRANGER }),
    event({ kind: 'mail-read', day, hour: 3, minute: 5, session, network: bare(from) }),
  ];
}

const FORTNIGHT = habit(14);
const BROKEN_IN = [...FORTNIGHT, ...breakIn(14, 'a')];

function only(incidents: readonly Incident[]): Incident {
  const [incident] = incidents;
  if (incident === undefined || incidents.length > 1)
    throw new Error(`${incidents.length} incidents, not one`);
  return incident;
}

describe('weighFindings', () => {
  it.each<{
    name: string;
    given: readonly Finding[];
    expected: readonly (readonly [string, number])[];
    score: number;
  }>([
    { name: 'nothing', given: [], expected: [], score: 0 },
    {
      name: 'families add up whole, one family is damped',
      given: [
        finding('a', 'mail', 1000),
        finding('b', 'mail', 2001),
        finding('c', 'mail', 999),
        finding('d', 'network', 500),
      ],
      expected: [
        ['b', 2001],
        ['a', 800],
        ['c', 639],
        ['d', 500],
      ],
      score: 3940,
    },
    {
      name: 'a rule counts once, with its heaviest finding',
      given: [finding('a', 'network', 700), finding('a', 'network', 900, { firstAt: at(2, 0) })],
      expected: [['a', 900]],
      score: 900,
    },
    {
      name: 'what speaks for the owner takes back access at most',
      given: [finding('a', 'network', 1000), finding('k', 'client', -1500), finding('t', 'network', -1000)],
      expected: [
        ['a', 1000],
        ['k', -1000],
      ],
      score: 0,
    },
    {
      name: 'a lasting change and a consent stay',
      given: [
        finding('a', 'network', 400),
        finding('p', 'persistence', 2000),
        finding('c', 'consent', 1000),
        finding('k', 'client', -1500),
      ],
      expected: [
        ['p', 2000],
        ['c', 1000],
        ['a', 400],
        ['k', -400],
      ],
      score: 3000,
    },
  ])('$name', ({ given, expected, score }) => {
    const weighed = weighFindings(given);
    expect(weighed.reasons.map((reason) => [reason.rule, reason.points])).toEqual(expected);
    expect(weighed.score).toBe(score);
  });

  it('is the exact sum of what it shows, never negative, in any order', () => {
    const any = fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        fc.constantFrom('network' as const, 'mail' as const, 'persistence' as const),
        fc.integer({ min: -3000, max: 4000 }),
      ),
    );
    fc.assert(
      fc.property(any, (rows) => {
        const given = rows.map(([rule, family, points], index) =>
          finding(`${rule}-${family}`, family, points, { id: `f${index}` }),
        );
        const { score, reasons } = weighFindings(given);
        expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(score);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(weighFindings([...given].reverse()).reasons.map((one) => one.points)).toEqual(
          reasons.map((one) => one.points),
        );
      }),
    );
  });
});

describe('the two keys', () => {
  const events = [event({ ...{ day: 1, hour: 1 }, session: 'x' })];
  const ids = { events: [events[0]?.id ?? ''] };
  const judge = (findings: readonly Finding[]): Incident =>
    only(weighIncidents(OWNER, timeline(events), findings, TUNING, [], CONTEXT));

  it.each<{ name: string; given: readonly Finding[]; expected: boolean; says: string }>([
    {
      name: 'way in and deed',
      given: [finding('n', 'network', 3000, ids), finding('m', 'mail', 3000, ids)],
      expected: true,
      says: 'way in: network; deed: mail',
    },
    {
      name: 'ways in alone',
      given: [finding('n', 'network', 4000, ids), finding('c', 'client', 4000, ids)],
      expected: false,
      says: 'no evidence of a deed',
    },
    {
      name: 'deeds alone',
      given: [finding('p', 'persistence', 4000, ids), finding('m', 'mail', 4000, ids)],
      expected: false,
      says: 'no evidence of the way in',
    },
    {
      name: 'both, too light',
      given: [finding('n', 'network', 2000, ids), finding('m', 'mail', 2000, ids)],
      expected: false,
      says: 'too few points',
    },
    {
      name: 'a way in that anybody outside can cause',
      given: [
        finding('n', 'authentication', 9000, { ...ids, needsCredential: false }),
        finding('m', 'mail', 6000, ids),
      ],
      expected: false,
      says: 'no evidence of the way in',
    },
    {
      name: 'sessions of two that have nothing in common',
      given: [
        finding('n', 'network', 4000, ids),
        finding('m', 'mail', 4000, { sessions: ['sid:y'], events: ['elsewhere'] }),
      ],
      expected: false,
      says: 'too few points',
    },
  ])('$name: $expected', ({ given, expected, says }) => {
    const incident = judge(given.map((one) => ({ ...one, rule: `behaviour:${one.rule}` })));
    expect(incident.justifiesContainment).toBe(expected);
    expect(incident.containmentReason).toContain(says);
  });
});

describe('an incident', () => {
  it('says who, when, from where, and what was reached', () => {
    const incident = only(incidentsOf(BROKEN_IN));
    expect(incident).toMatchObject({
      kind: 'mailbox',
      subject: OWNER,
      mailbox: { id: `id-${OWNER}`, upn: OWNER },
      status: 'open',
      openedAt: CONTEXT.now,
      firstEvent: at(14, 3),
      lastEvent: at(14, 3, 5),
      late: true,
      threshold: 3500,
      containThreshold: 5000,
      sessions: ['sid:a'],
      aliases: [],
      note: null,
      origins: [{ address: '192.0.2.7', asn: 64501, country: 'NL', client: 'chrome on linux' }],
    });
    expect(incident.mailEvents).toEqual(
      breakIn(14, 'a')
        .slice(1)
        .map((one) => one.id),
    );
    expect(incident.score).toBe(incident.reasons.reduce((sum, reason) => sum + reason.points, 0));
  });

  it('has the id of tenant, subject and first event', () => {
    const first = breakIn(14, 'a')[0]?.id ?? '';
    expect(only(incidentsOf(BROKEN_IN)).id).toBe(deriveId('inc', 'tenant-1', OWNER, first));
  });

  it('moves nothing but the id with the tenant', () => {
    const { id: _one, ...here } = only(incidentsOf(BROKEN_IN));
    const { id: _two, ...there } = only(incidentsOf(BROKEN_IN, { tenantId: 'tenant-2' }));
    expect(there).toEqual(here);
  });
});

describe('what was announced before', () => {
  it('keeps id, status and opening when evidence is added', () => {
    const announced: Incident = {
      ...only(incidentsOf(BROKEN_IN)),
      status: 'contained',
      openedAt: at(14, 4),
      late: false,
    };
    const again = only(incidentsOf([...BROKEN_IN, ...breakIn(15, 'b')], { existing: [announced] }));
    expect(again).toMatchObject({
      id: announced.id,
      status: 'contained',
      openedAt: at(14, 4),
      late: false,
      aliases: [],
    });
    expect(again.sessions).toEqual(['sid:a', 'sid:b']);
  });

  it('keeps the id when an earlier event arrives late; the id it would have now is an alias', () => {
    const announced = only(incidentsOf(BROKEN_IN));
    const whole = [...BROKEN_IN, ...breakIn(13, 'early')];
    const fresh = only(incidentsOf(whole));
    const again = only(incidentsOf(whole, { existing: [announced] }));
    expect(fresh.id).not.toBe(announced.id);
    expect(again.id).toBe(announced.id);
    expect(again.aliases).toEqual([fresh.id]);
    expect({ ...again, id: '', aliases: [] }).toEqual({ ...fresh, id: '', aliases: [] });
  });

  it('joins two into the one that was announced first', () => {
    const one = { ...only(incidentsOf(BROKEN_IN)), openedAt: at(15, 0) };
    const other = { ...one, id: 'inc-other', aliases: ['inc-older'], openedAt: at(16, 0) };
    const joined = only(incidentsOf(BROKEN_IN, { existing: [other, one] }));
    expect(joined.id).toBe(one.id);
    expect(joined.aliases).toEqual(['inc-older', 'inc-other']);
    expect(only(incidentsOf(BROKEN_IN, { existing: [other, joined] }))).toEqual(joined);
  });

  it('stays, with a note, when the evidence is gone', () => {
    const announced = only(incidentsOf(BROKEN_IN));
    const withdrawn = only(incidentsOf(FORTNIGHT, { existing: [announced] }));
    expect(withdrawn).toMatchObject({
      id: announced.id,
      score: announced.score,
      justifiesContainment: false,
    });
    expect(withdrawn.note).toContain('no longer supports this incident');
  });

  it('says so when the containment that was done would not be justified now', () => {
    const announced: Incident = { ...only(incidentsOf(BROKEN_IN)), status: 'contained' };
    const withoutMail = BROKEN_IN.filter((one) => !(one.kind === 'mail-read' && one.session.id === 'a'));
    expect(only(incidentsOf(withoutMail, { existing: [announced] })).note).toContain('no longer justifies');
  });

  it('opens another after one was closed, and leaves the closed one alone', () => {
    const closed: Incident = { ...only(incidentsOf(BROKEN_IN)), status: 'closed' };
    expect(incidentsOf(BROKEN_IN, { existing: [closed] })).toEqual([]);
    const next = only(incidentsOf([...BROKEN_IN, ...breakIn(18, 'b', VPN)], { existing: [closed] }));
    expect(next.id).not.toBe(closed.id);
    expect(next.sessions).toEqual(['sid:b']);
    expect(next.follows).toEqual([closed.id]);
  });

  it('stands as it was once it began before the past that is judged; what is new is another that follows it', () => {
    const old = only(incidentsOf(BROKEN_IN));
    const events = [...habit(40), ...breakIn(14, 'a'), ...breakIn(34, 'b', VPN)];
    const inPast = events.filter((one) => one.at >= at(15, 0));
    const next = only(incidentsOf(inPast, { existing: [old], from: at(15, 0) }));
    expect(next.id).not.toBe(old.id);
    expect(next.sessions).toEqual(['sid:b']);
    expect(next.follows).toEqual([old.id]);
  });

  it('is not told again by what of it still lies in the past that is judged', () => {
    const old = only(incidentsOf([...BROKEN_IN, ...breakIn(16, 'b', VPN)]));
    const inPast = [...habit(40), ...breakIn(16, 'b', VPN)].filter((one) => one.at >= at(15, 0));
    expect(incidentsOf(inPast, { existing: [old], from: at(15, 0) })).toEqual([]);
  });

  it('is another incident more than a fortnight later', () => {
    const incidents = incidentsOf([...habit(40), ...breakIn(10, 'a'), ...breakIn(30, 'b', VPN)]);
    expect(incidents.map((one) => one.sessions)).toEqual([['sid:a'], ['sid:b']]);
    const again = incidentsOf([...habit(40), ...breakIn(10, 'a'), ...breakIn(30, 'b', VPN)], {
      existing: incidents,
    });
    expect(again).toEqual(incidents);
  });
});

describe('laws', () => {
  const pool = [
    ...FORTNIGHT.slice(-8),
    ...breakIn(14, 'a'),
    ...breakIn(15, 'b', VPN),
    event({ day: 15, hour: 20, session: 'trip', network: HOTEL, client: LAPTOP }),
    event({ kind: 'inbox-rule', day: 14, hour: 4, session: 'a', network: bare(HOSTING) }),
    event({ day: 14, hour: 5, session: 's-habit-13', network: VPN, client: client('firefox', 'linux') }),
  ];

  it('order and doubled events change nothing', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pool), (more) => {
        const events = [...FORTNIGHT, ...more];
        const straight = incidentsOf(events);
        const line = { subject: OWNER, events: [...events].reverse().concat(more), matches: [] };
        const findings = [...detectBehaviours(line, TUNING)].reverse();
        expect(weighIncidents(OWNER, line, [...findings, ...findings], TUNING, [], CONTEXT)).toEqual(
          straight,
        );
      }),
    );
  });

  it('told step by step or at once, the same incident stands in the end', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: 1 }), fc.nat(20), (more, cut) => {
        const early = [...FORTNIGHT.slice(0, 20), ...more.slice(0, cut)];
        const whole = [...FORTNIGHT, ...more];
        const after = incidentsOf(whole, { existing: incidentsOf(early) });
        const atOnce = incidentsOf(whole);
        for (const incident of atOnce) {
          const same = after.find((one) => one.id === incident.id || one.aliases.includes(incident.id));
          expect({ ...same, id: '', aliases: [] }).toEqual({ ...incident, id: '', aliases: [] });
        }
      }),
    );
  });
});
