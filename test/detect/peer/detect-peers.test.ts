import { describe, expect, it } from 'vitest';
import { detectPeers } from '../../../agent/detect/peer/detect-peers.js';
import { peerQuestions } from '../../../agent/detect/peer/peer-questions.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { PeerAnswer } from '../../../agent/model/peers.js';
import { DAY_MS, toMs } from '../../../agent/model/time.js';
import {
  CAFE,
  CARRIER,
  client,
  event,
  HOSTING,
  habit,
  LAPTOP,
  STRANGER,
  TUNING,
  timeline,
} from '../behaviour/timeline-builder.js';

const FORTNIGHT = habit(14);
const visit = (more: Partial<Parameters<typeof event>[0]>): AccessEvent =>
  event({ day: 14, hour: 10, session: 'x', ...more });

/** The last whole day three days before the visit. */
const SETTLED = Math.floor(toMs(visit({}).at) / DAY_MS) - 4;

function said(one: AccessEvent, answers: readonly Partial<PeerAnswer>[]) {
  const line = timeline([...FORTNIGHT, one]);
  const whole = answers.map((answer) => ({
    ...{ value: 'asn:64501', day: SETTLED, group: 'department' as const, peers: 100, users: 0 },
    ...answer,
  }));
  return detectPeers(line, TUNING, whole).map(({ rule, family, points }) => [
    rule.replace('behaviour:', ''),
    family,
    points,
  ]);
}

describe('what peers are asked', () => {
  it.each([
    { name: 'the same as ever: nothing', given: visit({}), expected: [] },
    { name: 'a provider that is new', given: visit({ network: CAFE }), expected: ['asn:64521'] },
    {
      name: 'a program and system that are new',
      given: visit({ client: STRANGER }),
      expected: ['kind:chrome/linux'],
    },
    {
      name: 'both',
      given: visit({ client: STRANGER, network: HOSTING }),
      expected: ['asn:64501', 'kind:chrome/linux'],
    },
    {
      name: 'a new device of a known kind: nothing, everybody has a device of their own',
      given: visit({ client: { ...LAPTOP, deviceId: 'd-2' } }),
      expected: [],
    },
    { name: 'a failed sign-in: nothing', given: visit({ network: CAFE, outcome: 'failure' }), expected: [] },
  ])('$name', ({ given, expected }) => {
    const asked = peerQuestions(timeline([...FORTNIGHT, given]), TUNING);
    expect(asked.map(({ value }) => value)).toEqual(expected);
    expect(asked.every(({ day }) => day === SETTLED)).toBe(true);
  });
});

describe('a rented network', () => {
  const proxy = visit({ network: HOSTING });
  it.each([
    { peers: 100, users: 30, isCompanys: true },
    { peers: 100, users: 29, isCompanys: false },
    { peers: 10, users: 3, isCompanys: true },
    { peers: 9, users: 9, isCompanys: false },
  ])('that $users of $peers peers use is the company’s: $isCompanys', ({ peers, users, isCompanys }) => {
    const found = said(proxy, [{ peers, users }]);
    expect(found).toEqual(isCompanys ? [['used-by-peers', 'network', -1000]] : []);
  });

  it('an ordinary provider or a carrier that the town has says nothing', () => {
    expect(said(visit({ network: CAFE }), [{ value: 'asn:64521', users: 90 }])).toEqual([]);
    expect(said(visit({ network: CARRIER }), [{ value: 'asn:64503', users: 90 }])).toEqual([]);
  });
});

describe('what nobody uses', () => {
  const none = [['rare-among-peers', 'network', 500]];
  it.each([
    { name: 'none of thirty', peers: 30, users: 0, expected: none },
    { name: 'none of twenty-nine', peers: 29, users: 0, expected: [] },
    { name: 'one of a thousand', peers: 1_000, users: 1, expected: [] },
  ])('$name', ({ peers, users, expected }) => {
    expect(said(visit({ network: CAFE }), [{ value: 'asn:64521', peers, users }])).toEqual(expected);
  });

  it('is one finding of the client where network and client are both so', () => {
    const found = said(visit({ network: HOSTING, client: STRANGER }), [
      { value: 'asn:64501' },
      { value: 'kind:chrome/linux' },
    ]);
    expect(found).toEqual([['rare-among-peers', 'client', 500]]);
  });

  it('is not said where nobody could be asked, or of another day', () => {
    expect(said(visit({ network: CAFE }), [])).toEqual([]);
    expect(said(visit({ network: CAFE }), [{ value: 'asn:64521', day: SETTLED - 1 }])).toEqual([]);
  });

  it('says in words what it is compared with', () => {
    const line = timeline([...FORTNIGHT, visit({ client: client('firefox', 'linux') })]);
    const answer = { value: 'kind:firefox/linux', day: SETTLED, peers: 120, users: 0 };
    const [finding] = detectPeers(line, TUNING, [{ ...answer, group: 'manager' }]);
    expect(finding?.text).toBe(
      'New for this account, and used before: firefox on linux by none of 120 colleagues with the same manager (0 %).',
    );
  });
});
