import { describe, expect, it } from 'vitest';
import { type DeliveryInput, decideDelivery } from '../../../agent/alert/routing/decide-delivery.js';
import { decideReminder } from '../../../agent/alert/routing/decide-reminder.js';
import { decideRoutes, decideSilence } from '../../../agent/alert/routing/decide-routes.js';
import type { Alert, Milestone } from '../../../agent/model/alert.js';
import type { AlertMatch, AlertRoute, AlertRouting } from '../../../agent/model/alert-routing.js';
import type { Severity } from '../../../agent/model/severity.js';
import type { AlertRow } from '../../../agent/model/store.js';
import { sampleAlert } from '../sample-alerts.js';

const at = (minute: number): string => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
const ANY: AlertMatch = { severities: [], kinds: [], milestones: [], mailboxes: [], classes: [], rules: [] };
const CHAT = { name: 'chat', groupMs: 300_000, repeatMs: 3_600_000 };
const SIEM = { name: 'siem', groupMs: 0, repeatMs: 0 };

function row(
  id: string,
  minute: number,
  told: number | null,
  change: { milestone?: Milestone; severity?: Severity; state?: 'ended' } = {},
): AlertRow {
  const sample = sampleAlert();
  const { state, ...rest } = change;
  const alert: Alert = { ...sample, id, at: at(minute), ...rest };
  const withState =
    state === undefined || sample.brief === undefined
      ? alert
      : { ...alert, brief: { ...sample.brief, state } };
  return { alert: withState, deliveries: told === null ? [] : [{ sink: 'chat', at: at(told) }] };
}

function decide(thread: readonly AlertRow[], minute: number, change: Partial<DeliveryInput> = {}) {
  const alert = thread.at(-1)?.alert ?? sampleAlert();
  return decideDelivery({ alert, habit: CHAT, thread, silence: null, now: at(minute), ...change });
}

const silence = { owner: 'ann', reason: 'a test', until: at(30), match: ANY };

describe('when a sink is told', () => {
  const first = row('a', 0, 0);
  const CASES: readonly [string, ReturnType<typeof decide>, object][] = [
    ['the first at once', decide([row('a', 0, null)], 0), { act: 'send', reason: 'first' }],
    ['what it has, never again', decide([first], 9), { act: 'skip', reason: 'already-delivered' }],
    [
      'later news within the interval wait',
      decide([first, row('b', 1, null)], 1),
      { act: 'wait', reason: 'grouped', until: at(5) },
    ],
    [
      'after it they go in one message',
      decide([first, row('b', 1, null), row('c', 2, null)], 5),
      { act: 'send', reason: 'interval-over', alert: { id: 'c' }, earlier: [{ id: 'b' }] },
    ],
    [
      'what is worse does not wait',
      decide([first, row('b', 1, null, { severity: 'critical' })], 1),
      { act: 'send', reason: 'escalated' },
    ],
    [
      'nor does what needs a person',
      decide([first, row('b', 1, null, { milestone: 'containment-failed' })], 1),
      { act: 'send', reason: 'urgent' },
    ],
    [
      'a machine is told of each by itself',
      decide([first, row('b', 1, null)], 1, { habit: { ...SIEM, name: 'chat' } }),
      { act: 'send', reason: 'each', earlier: [] },
    ],
    [
      'a silence keeps it, and is looked at again soon, since it may be lifted',
      decide([row('a', 0, null)], 0, { silence }),
      { act: 'wait', reason: 'silenced', until: at(10) },
    ],
    [
      'what began and ended in a silence is not told',
      decide([row('a', 0, null), row('b', 1, null, { state: 'ended' })], 1, { silence }),
      { act: 'drop', reason: 'ended-in-silence' },
    ],
  ];
  for (const [name, decision, expected] of CASES) it(name, () => expect(decision).toMatchObject(expected));
});

describe('who is told', () => {
  const route = (
    name: string,
    match: Partial<AlertMatch>,
    sinks: readonly string[],
    continues = false,
  ): AlertRoute => ({
    name,
    match: { ...ANY, ...match },
    sinks,
    groupMs: null,
    repeatMs: null,
    continues,
  });
  const CASES: readonly { name: string; routes: readonly AlertRoute[]; expected: readonly string[] }[] = [
    {
      name: 'everybody, where no route matches',
      routes: [route('r', { kinds: ['system'] }, [])],
      expected: ['chat', 'siem'],
    },
    {
      name: 'whom the first route names',
      routes: [route('r', { severities: ['high'] }, ['chat']), route('s', {}, ['siem'])],
      expected: ['chat'],
    },
    {
      name: 'those of the next too, if the route goes on',
      routes: [route('r', {}, ['chat'], true), route('s', {}, ['siem'])],
      expected: ['chat', 'siem'],
    },
    { name: 'nobody, if a route says so', routes: [route('r', { mailboxes: ['ZOË@*'] }, [])], expected: [] },
    {
      name: 'by a pattern of rules',
      routes: [route('r', { rules: ['m365-*'] }, ['siem'])],
      expected: ['siem'],
    },
    {
      name: 'not by a pattern that only begins alike',
      routes: [route('r', { rules: ['m365-*x*y'] }, [])],
      expected: ['chat', 'siem'],
    },
  ];
  for (const { name, routes, expected } of CASES) {
    it(name, () => {
      const routing: AlertRouting = { sinks: [CHAT, SIEM], routes, silences: [] };
      expect(decideRoutes(sampleAlert(), routing).map((one) => one.name)).toEqual(expected);
    });
  }

  it('a silence ends by itself', () => {
    const routing: AlertRouting = { sinks: [CHAT], routes: [], silences: [silence] };
    expect(decideSilence(sampleAlert(), routing, at(29))?.owner).toBe('ann');
    expect(decideSilence(sampleAlert(), routing, at(30))).toBeNull();
  });
});

describe('who is reminded', () => {
  const critical = row('b', 5, 5, { severity: 'critical' });
  const CASES: readonly [string, ReturnType<typeof decideReminder>, object][] = [
    ['of a critical alert that nobody has in hand', decideReminder([critical], null), { act: 'remind' }],
    [
      'of none that is not',
      decideReminder([row('a', 0, 0)], null),
      { act: 'stop', reason: 'nothing-critical' },
    ],
    [
      'of none that a person has',
      decideReminder([critical], { by: 'ann', at: at(6) }),
      { act: 'stop', reason: 'acknowledged' },
    ],
    [
      'again, if it became critical after that',
      decideReminder([critical], { by: 'ann', at: at(4) }),
      { act: 'remind' },
    ],
    [
      'of none that has ended',
      decideReminder([critical, row('c', 7, 7, { state: 'ended' })], null),
      { act: 'stop', reason: 'ended' },
    ],
  ];
  for (const [name, decision, expected] of CASES) it(name, () => expect(decision).toMatchObject(expected));
});
