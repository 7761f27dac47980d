import { describe, expect, it } from 'vitest';
import type { Action } from '../../agent/model/action.js';
import type { Incident } from '../../agent/model/incident.js';
import { decideActions } from '../../agent/respond/decide-actions.js';
import type { ResponsePolicy } from '../../agent/respond/policy.js';
import { actionOf, incidentOf } from './incidents.js';

const NOW = '2026-03-01T10:00:00.000Z';
const ENFORCE: ResponsePolicy = {
  mode: 'enforce',
  learningUntil: null,
  protection: { reasonFor: () => null },
};

interface Case {
  readonly name: string;
  readonly incident?: Partial<Incident>;
  readonly policy?: Partial<ResponsePolicy>;
  readonly earlier?: readonly Action[];
  /** Statuses of what is decided. */
  readonly expected: readonly string[];
}

const DONE = actionOf({ status: 'done', doneAt: '2026-03-01T09:20:00.000Z', verified: 'yes' });

const CASES: readonly Case[] = [
  { name: 'enforce: the sessions are revoked', expected: ['approved'] },
  { name: 'observe: it is shown and not done', policy: { mode: 'observe' }, expected: ['proposed'] },
  { name: 'approve: it waits for a person', policy: { mode: 'approve' }, expected: ['proposed'] },
  {
    name: 'learning: shown and not done, whatever the mode',
    policy: { learningUntil: '2026-03-15T10:00:00.000Z' },
    expected: ['proposed'],
  },
  {
    name: 'a protected account is held for a person',
    policy: { protection: { reasonFor: () => 'protected by "breakglass@contoso.com"' } },
    expected: ['held'],
  },
  {
    name: 'evidence that is not enough does nothing',
    incident: { justifiesContainment: false },
    expected: [],
  },
  { name: 'a closed incident does nothing', incident: { status: 'closed' }, expected: [] },
  { name: 'the same evidence does not act twice', earlier: [DONE], expected: [] },
  {
    name: 'what comes while the first revoke is still biting is covered by it',
    incident: { lastEvent: '2026-03-01T09:34:59.000Z' },
    earlier: [DONE],
    expected: [],
  },
  {
    name: 'an intruder who came back is revoked again',
    incident: { lastEvent: '2026-03-01T09:40:00.000Z' },
    earlier: [DONE],
    expected: ['approved'],
  },
  { name: 'an action that is still under way stands for the rest', earlier: [actionOf()], expected: [] },
  {
    name: 'what a person has been asked is not asked again',
    earlier: [actionOf({ status: 'held' })],
    expected: [],
  },
];

describe('what is done about an incident', () => {
  it.each(CASES)('$name', ({ incident, policy, earlier, expected }) => {
    const decided = decideActions(incidentOf(incident), { ...ENFORCE, ...policy }, earlier ?? [], NOW);
    expect(decided.map((action) => action.status)).toEqual(expected);
  });

  it('the id follows from the incident, so that a replay decides the same action; a second revoke has another', () => {
    const [first] = decideActions(incidentOf(), ENFORCE, [], NOW);
    const [again] = decideActions(incidentOf(), ENFORCE, [], '2026-03-02T00:00:00.000Z');
    const [second] = decideActions(
      incidentOf({ lastEvent: '2026-03-01T09:40:00.000Z' }),
      ENFORCE,
      [DONE],
      NOW,
    );
    expect(again?.id).toBe(first?.id);
    expect(second?.id).not.toBe(first?.id);
  });
});
