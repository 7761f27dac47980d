import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../agent/model/access-event.js';
import { countedEvents } from '../../agent/model/counted-events.js';

const BASE: AccessEvent = {
  id: 'signin:a',
  source: 'signIns',
  kind: 'sign-in',
  at: '2026-03-02T08:00:00.000Z',
  operation: 'Sign-in activity',
  outcome: 'success',
  user: { id: null, upn: 'ada@contoso.com' },
  mailbox: { id: null, upn: 'ada@contoso.com' },
  actorType: 'user',
  network: { address: null, prefix: null, asn: null, country: null, place: null, isTrusted: false },
  client: {
    appId: null,
    appName: null,
    family: null,
    os: null,
    deviceId: null,
    isManaged: null,
    isCompliant: null,
  },
  session: { id: null, tokenId: null, isBound: null },
  authentication: null,
  mail: null,
  risk: null,
  facts: {},
  recordHash: '',
  needsCredential: true,
};

const LOGON: Partial<AccessEvent> = { id: 'ual:a', source: 'entraAudit', operation: 'UserLoggedIn' };

describe('what counts', () => {
  const cases: readonly {
    readonly name: string;
    readonly given: readonly Partial<AccessEvent>[];
    readonly expected: readonly string[];
  }[] = [
    { name: 'a sign-in that both logs tell counts once', given: [LOGON, {}], expected: ['signin:a'] },
    { name: 'a logon alone stands in for its sign-in', given: [LOGON], expected: ['ual:a'] },
    {
      name: 'another logon is another act',
      given: [{}, { ...LOGON, id: 'ual:b' }],
      expected: ['signin:a', 'ual:b'].sort(),
    },
    {
      name: 'an audit record of another kind is no logon, whatever its id',
      given: [{}, { ...LOGON, kind: 'consent' }],
      expected: ['signin:a', 'ual:a'].sort(),
    },
    {
      name: "the provider's own work counts for nobody",
      given: [{ actorType: 'service' }, { id: 'signin:b', facts: { isOwnRead: true } }],
      expected: [],
    },
  ];
  it.each(cases)('$name', ({ given, expected }) => {
    const events = given.map((one) => ({ ...BASE, ...one }));
    for (const order of [events, events.toReversed()]) {
      const timeline = { subject: 'ada@contoso.com', events: order, matches: [] };
      expect(countedEvents(timeline).map(({ id }) => id)).toEqual(expected);
    }
  });
});
