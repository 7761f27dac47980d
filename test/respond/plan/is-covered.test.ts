import { describe, expect, it } from 'vitest';
import type { Action } from '../../../agent/model/action.js';
import { isCovered } from '../../../agent/respond/plan/is-covered.js';
import { actionOf, incidentOf } from '../incidents.js';

const BEFORE = '2026-03-01T09:59:00.000Z';
const AFTER = '2026-03-01T10:30:00.000Z';
const GRANT: Partial<Action> = { kind: 'remove-grant', object: 'app-1' };

interface Case {
  readonly name: string;
  readonly action: Partial<Action>;
  readonly evidenceAt: string;
  readonly expected: boolean;
}

const CASES: readonly Case[] = [
  { name: 'a consent that waits for a person', action: GRANT, evidenceAt: AFTER, expected: true },
  {
    name: 'a consent that a person let be',
    action: { ...GRANT, status: 'skipped' },
    evidenceAt: AFTER,
    expected: true,
  },
  {
    name: 'a consent that was gone already, and nothing new',
    action: { ...GRANT, status: 'skipped', verified: 'yes' },
    evidenceAt: BEFORE,
    expected: true,
  },
  {
    name: 'a consent that was gone already, and was given again since',
    action: { ...GRANT, status: 'skipped', verified: 'yes' },
    evidenceAt: AFTER,
    expected: false,
  },
  {
    name: 'a consent that was taken away, and was given again since',
    action: { ...GRANT, status: 'done', doneAt: '2026-03-01T10:00:00.000Z' },
    evidenceAt: AFTER,
    expected: false,
  },
  {
    name: 'a rule that was off already',
    action: { kind: 'disable-inbox-rule', object: 'ev-1', status: 'skipped', verified: 'yes' },
    evidenceAt: AFTER,
    expected: true,
  },
];

describe('an action stands for a step', () => {
  it.each(CASES)('$name: $expected', ({ action, evidenceAt, expected }) => {
    const stored = actionOf(action);
    expect(isCovered({ kind: stored.kind }, incidentOf(), stored, evidenceAt)).toBe(expected);
  });
});
