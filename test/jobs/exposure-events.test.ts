import { describe, expect, it } from 'vitest';
import { exposureEvents } from '../../agent/jobs/exposure-events.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Incident } from '../../agent/model/incident.js';
import { fakeIncident, OPENED_AT, openedEvent } from '../assess/fake-mailbox.js';

const THEIRS = { id: 'stolen', tokenId: null, isBound: null };
const NETWORK = { ...openedEvent([]).network, address: '203.0.113.9', asn: 64_500 };

function act(id: string, kind: AccessEvent['kind'], rest: Partial<AccessEvent> = {}): AccessEvent {
  return { ...openedEvent([]), id, kind, mail: null, ...rest };
}

const READ = act('read', 'mail-read', { session: THEIRS, network: NETWORK });
const INCIDENT: Incident = {
  ...fakeIncident(),
  mailEvents: ['read'],
  sessions: ['sid:stolen'],
  origins: [
    {
      address: '203.0.113.9',
      asn: 64_500,
      country: null,
      place: null,
      client: null,
      firstAt: OPENED_AT,
      lastAt: OPENED_AT,
    },
  ],
  reasons: [
    {
      rule: 'r',
      title: 't',
      family: 'persistence',
      points: 1,
      text: '',
      events: ['rule'],
      techniques: [],
      firstAt: OPENED_AT,
    },
  ],
};

async function chosen(timeline: readonly AccessEvent[]): Promise<readonly string[]> {
  const events = await exposureEvents(
    {
      events: async (ids) => timeline.filter(({ id }) => ids.includes(id)),
      timelines: async ([subject = '']) => new Map([[subject, { subject, events: timeline, matches: [] }]]),
    },
    INCIDENT,
  );
  return events.map(({ id }) => id);
}

describe('what an exposure follows from', () => {
  it("takes what was sent and searched in the intruder's sessions, and not the owner's own", async () => {
    const theirs = { session: THEIRS, network: NETWORK };
    const timeline = [
      READ,
      act('sent', 'mail-send', theirs),
      act('searched', 'mail-search', theirs),
      act('own send', 'mail-send'),
      act('own session from elsewhere', 'mail-send', { session: THEIRS }),
      act('sign-in', 'sign-in', theirs),
    ];
    expect(await chosen(timeline)).toEqual(['read', 'sent', 'searched']);
  });

  it('takes the forwarding that the incident rests on, and whatever ends one', async () => {
    const timeline = [
      READ,
      act('rule', 'inbox-rule', { facts: { ruleAct: 'create', forwardsOutside: true } }),
      act('other rule', 'inbox-rule', { facts: { ruleAct: 'create', forwardsOutside: true } }),
      act('taken away', 'inbox-rule', { facts: { ruleAct: 'remove' } }),
    ];
    expect(await chosen(timeline)).toEqual(['read', 'rule', 'taken away']);
  });
});
