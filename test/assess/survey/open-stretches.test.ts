import { describe, expect, it } from 'vitest';
import { openStretches, restProofOf } from '../../../agent/assess/survey/open-stretches.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { Incident } from '../../../agent/model/incident.js';
import { fakeIncident, OPENED_AT, openedEvent, syncedEvent } from '../fake-mailbox.js';

const NOW = '2026-03-05T00:00:00.000Z';
const BEFORE = '2026-03-01T00:00:00.000Z';
const DURING = '2026-03-02T12:00:00.000Z';
const AFTER = '2026-03-04T00:00:00.000Z';

function act(
  kind: AccessEvent['kind'],
  facts: AccessEvent['facts'],
  rest: Partial<AccessEvent> = {},
): AccessEvent {
  return { ...openedEvent([]), id: `exchange:${kind}`, kind, facts, mail: null, ...rest };
}

const removed = act(
  'mailbox-forwarding',
  { change: 'removed' },
  { id: 'end', at: '2026-03-03T00:00:00.000Z' },
);
const gap = (source: string, reason: string): Incident =>
  fakeIncident([{ source, from: BEFORE, to: OPENED_AT, reason }]);

const cases: readonly {
  readonly name: string;
  readonly events: readonly AccessEvent[];
  readonly incident?: Incident;
  /** Of mail from before, during and after. */
  readonly expected: readonly string[];
}[] = [
  {
    name: 'reads that are named leave nothing open',
    events: [openedEvent(['<a@x>']), syncedEvent('inbox')],
    expected: ['present', 'present', 'present'],
  },
  {
    name: 'the throttle: all that lay there by the end of its day',
    events: [openedEvent(['<a@x>'], OPENED_AT, true)],
    expected: ['cannot-exclude', 'cannot-exclude', 'present'],
  },
  {
    name: 'a gap in the mailbox log: all that lay there by its end',
    events: [],
    incident: gap('exchangeAudit', 'outage'),
    expected: ['cannot-exclude', 'present', 'present'],
  },
  {
    name: 'a gap in the log of sign-ins hides no read',
    events: [],
    incident: gap('signIns', 'outage'),
    expected: ['present', 'present', 'present'],
  },
  {
    name: 'a read that names nothing',
    events: [openedEvent([])],
    expected: ['cannot-exclude', 'present', 'present'],
  },
  {
    name: 'a search: all that lay there by then may have been among the results',
    events: [act('mail-search', {}, { operation: 'SearchQueryInitiatedExchange' })],
    expected: ['searched', 'present', 'present'],
  },
  {
    name: 'an export takes all that lay there',
    events: [act('mail-search', {}, { operation: 'New-ComplianceSearchAction' })],
    expected: ['cannot-exclude', 'present', 'present'],
  },
  {
    name: 'a forwarding: what came in meanwhile, wherever it was moved since',
    events: [act('mailbox-forwarding', { change: 'set', forwardsOutside: true }), removed],
    expected: ['present', 'cannot-exclude', 'present'],
  },
];

describe('what the log leaves open about mail that it does not name', () => {
  it.each(cases)('$name', ({ events, incident = fakeIncident(), expected }) => {
    const stretches = openStretches(incident, events, NOW);
    expect([BEFORE, DURING, AFTER].map((receivedAt) => restProofOf({ receivedAt }, stretches))).toEqual(
      expected,
    );
  });

  it('without a time of arrival the most holds', () => {
    const search = act('mail-search', {}, { operation: 'SearchQueryInitiatedExchange' });
    const stretches = openStretches(
      fakeIncident(),
      [search, openedEvent([], '2026-03-02T11:00:00.000Z')],
      NOW,
    );
    expect(restProofOf({ receivedAt: null }, stretches)).toBe('cannot-exclude');
  });
});
