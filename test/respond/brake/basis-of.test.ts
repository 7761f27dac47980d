import { describe, expect, it } from 'vitest';
import { DEFAULT_TUNING } from '../../../agent/detect/tuning/default-tuning.js';
import type { Action } from '../../../agent/model/action.js';
import { USUAL_BRAKE } from '../../../agent/model/brake.js';
import type { Incident, IncidentOrigin, IncidentReason } from '../../../agent/model/incident.js';
import type { Tuning } from '../../../agent/model/tuning.js';
import { basisOf } from '../../../agent/respond/brake/basis-of.js';
import { runBrakeDry } from '../../../agent/respond/brake/run-brake-dry.js';
import { actionOf, incidentOf } from '../incidents.js';

const HOSTING = 64_500;
const HOME = 64_501;
const TUNING: Tuning = {
  ...DEFAULT_TUNING,
  networks: [
    { class: 'hosting', asns: [HOSTING], ranges: [] },
    { class: 'office', asns: [], ranges: ['192.0.2.0/24'] },
  ],
  applications: ['AAAAAAAA-0000-4000-8000-000000000001'],
};
const AT = '2026-03-01T09:30:00.000Z';

const originOf = (address: string | null, asn: number | null): IncidentOrigin => ({
  address,
  asn,
  country: null,
  place: null,
  client: 'Chrome on Windows',
  firstAt: AT,
  lastAt: AT,
});
const reasonOf = (rule: string, points: number): IncidentReason => ({
  rule,
  title: rule,
  family: 'authentication',
  points,
  text: rule,
  events: [],
  techniques: [],
  firstAt: AT,
});
const marksOf = (change: Partial<Incident>) =>
  basisOf(incidentOf({ sessions: [], ...change }), TUNING).intruder;

describe('what of an incident could name one intruder in many mailboxes', () => {
  it.each<{
    readonly name: string;
    readonly change: Partial<Incident>;
    readonly expected: readonly string[];
  }>([
    {
      name: 'an address in the network of a home',
      change: { origins: [originOf('198.51.100.7', HOME)] },
      expected: ['address:198.51.100.0/24'],
    },
    {
      name: 'where machines are rented, the program too: addresses change there',
      change: { origins: [originOf('203.0.113.9', HOSTING)] },
      expected: ['address:203.0.113.0/24', `client:${HOSTING}|Chrome on Windows`],
    },
    {
      name: 'not the office: everybody is behind it',
      change: { origins: [originOf('192.0.2.7', HOME)] },
      expected: [],
    },
    { name: 'not an address of no place', change: { origins: [originOf('10.0.0.7', null)] }, expected: [] },
    { name: 'not a network without an address', change: { origins: [originOf(null, HOME)] }, expected: [] },
    { name: 'a session', change: { sessions: ['sid:1'] }, expected: ['session:sid:1'] },
    { name: 'an application', change: { applications: ['app-9'] }, expected: ['application:app-9'] },
    {
      name: 'not an application that may read mail',
      change: { applications: ['aaaaaaaa-0000-4000-8000-000000000001'] },
      expected: [],
    },
  ])('$name', ({ change, expected }) => {
    expect(marksOf(change)).toEqual(expected);
  });

  it('without anything known of networks, addresses alone', () => {
    const origins = [originOf('192.0.2.7', HOSTING)];
    expect(basisOf(incidentOf({ origins, sessions: [] })).intruder).toEqual(['address:192.0.2.0/24']);
  });
});

/** What the brake makes of twelve accounts that rest on one rule, each entered from the given place. */
function stormFrom(placeOf: (n: number) => IncidentOrigin): readonly string[] {
  const actions = Array.from({ length: 12 }, (_, n): Action => {
    const incident = incidentOf({
      id: `inc-${n}`,
      score: 6_000,
      reasons: [reasonOf('r1', 6_000)],
      sessions: [`sid:${n}`],
      origins: [placeOf(n)],
    });
    const target = { id: `account-${n}`, upn: null };
    const decidedAt = `2026-03-01T10:00:${String(n).padStart(2, '0')}.000Z`;
    return actionOf({
      id: `act-${n}`,
      incident: incident.id,
      target,
      decidedAt,
      basis: basisOf(incident, TUNING),
    });
  });
  const { verdicts } = runBrakeDry(actions, { settings: USUAL_BRAKE, accounts: 0 });
  return [...verdicts.values()].map((one) => (one.verdict === 'hold' ? one.by : one.verdict));
}

describe('a rule with a fault', () => {
  const held = [...Array<string>(4).fill('go'), ...Array<string>(8).fill('breaker')];
  it('that strikes whoever sits at home with one provider and one browser trips the brake', () => {
    expect(stormFrom((n) => originOf(`198.51.${n}.7`, HOME))).toEqual(held);
  });

  it('that strikes everybody in the office trips it too', () => {
    expect(stormFrom(() => originOf('192.0.2.7', null))).toEqual(held);
  });
});

describe('one intruder in many mailboxes passes', () => {
  it('from one address', () => {
    expect(new Set(stormFrom(() => originOf('198.51.100.7', HOME)))).toEqual(new Set(['go']));
  });

  it('from rented machines whose addresses change', () => {
    expect(new Set(stormFrom((n) => originOf(`203.0.${n}.9`, HOSTING)))).toEqual(new Set(['go']));
  });
});
