import { describe, expect, it } from 'vitest';
import { compareOutcomes, supportedIncidents } from '../../../agent/detect/loop/compare-outcomes.js';
import type { Finding } from '../../../agent/model/finding.js';
import type { Incident } from '../../../agent/model/incident.js';

const ACCOUNT = 'alex@contoso.com';
const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;

function finding(id: string, day: number, more: Partial<Finding> = {}): Finding {
  return {
    id,
    rule: 'r',
    title: 'R',
    subject: ACCOUNT,
    family: 'mail',
    points: 1500,
    text: 'R.',
    events: [`e${day}`],
    firstAt: at(day),
    lastAt: at(day),
    techniques: [],
    needsCredential: true,
    sessions: [],
    ...more,
  };
}

function incident(id: string, from: number, to: number, more: Partial<Incident> = {}): Incident {
  return {
    id,
    aliases: [],
    kind: 'mailbox',
    subject: ACCOUNT,
    mailbox: { id: null, upn: ACCOUNT },
    status: 'open',
    openedAt: at(to),
    firstEvent: at(from),
    lastEvent: at(to),
    late: false,
    score: 4000,
    threshold: 3500,
    containThreshold: 5000,
    justifiesContainment: false,
    containmentReason: 'Not contained.',
    reasons: [
      {
        rule: 'r',
        title: 'R',
        family: 'mail',
        points: 4000,
        text: 'R.',
        events: [],
        techniques: [],
        firstAt: at(from),
      },
    ],
    sessions: [],
    origins: [],
    mailEvents: [],
    coverage: { complete: true, gaps: [] },
    note: null,
    ...more,
  };
}

interface Side {
  readonly findings?: readonly Finding[];
  readonly incidents?: readonly Incident[];
}

/** The ids of each list of the change. */
function compare(before: Side, after: Side, since = at(1)): Readonly<Record<string, readonly string[]>> {
  const full = { findings: [], incidents: [] };
  const change = compareOutcomes(ACCOUNT, { ...full, ...before }, { ...full, ...after }, since);
  const entries = [
    ['added', change.added.map(({ id }) => id)],
    ['removed', change.removed.map(({ id }) => id)],
    ['changed', change.changed.map((one) => `${one.before.id}>${one.after.id}`)],
    ['wouldContain', change.wouldContain.map(({ id }) => id)],
    ['wouldNotContain', change.wouldNotContain.map(({ id }) => id)],
  ] as const;
  return Object.fromEntries(entries.filter(([, ids]) => ids.length > 0));
}

const CONTAINED = { justifiesContainment: true, containmentReason: 'Two keys.' };

describe('the difference between two rule sets', () => {
  const cases = [
    {
      name: 'nothing',
      given: compare({ findings: [finding('a', 2)] }, { findings: [finding('a', 2)] }),
      expected: {},
    },
    {
      name: 'a finding more and a finding less',
      given: compare({ findings: [finding('a', 2)] }, { findings: [finding('b', 3)] }),
      expected: { added: ['b'], removed: ['a'] },
    },
    {
      name: 'not what is older than the time asked for',
      given: compare({ findings: [finding('a', 2)] }, { incidents: [incident('i', 1, 3)] }, at(4)),
      expected: {},
    },
    {
      name: 'a finding whose first event moved is the same',
      given: compare(
        { findings: [finding('a', 2, { events: ['e1', 'e2'] })] },
        { findings: [finding('b', 2, { events: ['e2'] })] },
      ),
      expected: {},
    },
    {
      name: 'other points, and a trial that ended',
      given: compare(
        { findings: [finding('a', 2), finding('b', 3, { points: 0, isShadow: true })] },
        { findings: [finding('a', 2, { points: 500 }), finding('b', 3, { points: 0 })] },
      ),
      expected: { changed: ['a>a', 'b>b'] },
    },
    {
      name: 'a new incident that is contained',
      given: compare({}, { incidents: [incident('i', 2, 3, CONTAINED)] }),
      expected: { added: ['i'], wouldContain: ['i'] },
    },
    {
      name: 'an incident that is gone, and was contained',
      given: compare({ incidents: [incident('i', 2, 3, CONTAINED)] }, {}),
      expected: { removed: ['i'], wouldNotContain: ['i'] },
    },
    {
      name: 'one incident under two ids, now heavier and contained',
      given: compare(
        { incidents: [incident('i', 2, 4)] },
        { incidents: [incident('j', 3, 5, { score: 6000, ...CONTAINED })] },
      ),
      expected: { changed: ['i>j'], wouldContain: ['j'] },
    },
    {
      name: 'one incident that is no longer contained',
      given: compare({ incidents: [incident('i', 2, 4, CONTAINED)] }, { incidents: [incident('i', 2, 4)] }),
      expected: { changed: ['i>i'], wouldNotContain: ['i'] },
    },
    {
      name: 'two incidents apart from each other',
      given: compare({ incidents: [incident('i', 2, 4)] }, { incidents: [incident('j', 6, 8)] }),
      expected: { added: ['j'], removed: ['i'] },
    },
  ];
  for (const { name, given, expected } of cases) it(name, () => expect(given).toEqual(expected));

  it('leaves out incidents that no finding carries any more', () => {
    const incidents = [incident('i', 2, 4), incident('old', 12, 14)];
    expect(supportedIncidents({ findings: [finding('a', 3)], incidents }).map(({ id }) => id)).toEqual(['i']);
  });
});
