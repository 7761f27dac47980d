import { describe, expect, it } from 'vitest';
import {
  bare,
  CAFE,
  CARRIER,
  client,
  event,
  HOME,
  HOSTING,
  HOTEL,
  habit,
  NEW_PHONE,
  network,
  PROVIDER,
  STRANGER,
  VPN,
} from '../detect/behaviour/timeline-builder.js';
import { type Case, FORTNIGHT, FRESH, reads } from './stories.js';
import { incidentsOf } from './verdict.js';

const LOOK_ALIKES: readonly Case[] = [
  { name: 'ordinary life', events: FORTNIGHT },
  {
    name: 'a journey with the own managed laptop',
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 20, session: 'trip', network: HOTEL }),
      ...reads({ day: 14, hour: 20, session: 'trip', network: bare(HOTEL) }),
    ],
  },
  {
    name: 'three hotels in one week with the own laptop',
    events: [
      ...FORTNIGHT,
      ...['203.0.120', '203.0.121', '203.0.122'].flatMap((prefix, index) => {
        const hotel = network(prefix, { asn: 64530 + index, country: ['PT', 'ES', 'FR'][index] ?? null });
        const session = `trip-${index}`;
        return [
          event({ day: 14 + index, hour: 20, session, network: hotel }),
          ...reads({ day: 14 + index, hour: 20, session, network: bare(hotel) }),
        ];
      }),
    ],
  },
  {
    name: 'a new phone at home with a fresh second factor that syncs thousands of items',
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 18, session: 'phone', client: NEW_PHONE, ...FRESH }),
      ...reads(
        { day: 14, hour: 18, session: 'phone', client: NEW_PHONE, network: bare(HOME), messages: 400 },
        8,
      ),
    ],
  },
  {
    name: 'a new phone that goes on over the carrier',
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 18, session: 'phone', client: NEW_PHONE, ...FRESH }),
      event({ day: 14, hour: 19, session: 'phone', client: NEW_PHONE, network: CARRIER }),
      ...reads({ day: 14, hour: 19, session: 'phone', client: NEW_PHONE, network: bare(CARRIER) }),
    ],
  },
  {
    name: "a phone whose mail the provider's servers fetch, in sessions of their own",
    events: [
      ...FORTNIGHT,
      ...reads({
        day: 14,
        hour: 7,
        session: 'fetch',
        client: client('outlook-mobile', 'ios'),
        network: PROVIDER,
      }),
      event({ day: 14, hour: 20, session: 'later' }),
    ],
  },
  {
    name: 'a VPN switched on within a session of the managed laptop',
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 8, session: 'v' }),
      event({ day: 14, hour: 11, session: 'v', network: VPN }),
      ...reads({ day: 14, hour: 11, session: 'v', network: bare(VPN) }),
      event({ day: 14, hour: 15, session: 'v' }),
    ],
  },
  {
    name: 'mail on the way, before the next token is fetched',
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 8, session: 'v' }),
      ...reads({ day: 14, hour: 8, session: 'v', network: bare(CAFE) }),
    ],
  },
  {
    name: 'IPv6 privacy addresses beside IPv4 in one session',
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 8, session: 'd' }),
      ...[0, 1, 2, 3].flatMap((index) => {
        const v6 = { ...bare(HOME), address: `2001:db8:1::${index}`, prefix: '2001:db8:1::/48' };
        const place = { day: 14, hour: 8, session: 'd' };
        return [
          event({ kind: 'mail-read', minute: 10 + index * 4, ...place, network: v6 }),
          event({ kind: 'mail-read', minute: 12 + index * 4, ...place, network: bare(HOME) }),
        ];
      }),
    ],
  },
  {
    name: "an assistant who reads the boss's mail every day",
    events: Array.from({ length: 20 }, (_, day) =>
      event({
        kind: 'mail-read',
        day,
        hour: 9,
        user: 'eve@contoso.com',
        mailbox: 'ana@contoso.com',
        actorType: 'delegate',
        session: `e-${day}`,
      }),
    ),
  },
  {
    name: 'a shared mailbox that several people read',
    subject: 'desk@contoso.com',
    events: Array.from({ length: 30 }, (_, index) =>
      event({
        kind: 'mail-read',
        day: index,
        hour: 9,
        user: `p${index % 6}@contoso.com`,
        mailbox: 'desk@contoso.com',
        actorType: 'delegate',
        network: index % 2 === 0 ? HOME : CAFE,
      }),
    ),
  },
  {
    name: 'a backup application that reads every night',
    events: [
      ...FORTNIGHT,
      ...Array.from({ length: 20 }, (_, day) =>
        event({
          kind: 'mail-read',
          day,
          hour: 2,
          actorType: 'application',
          messages: 500,
          network: bare(HOSTING),
          client: client('graph', null, { appId: 'backup' }),
        }),
      ),
    ],
  },
  {
    name: "the provider's own background reads",
    events: [
      ...FORTNIGHT,
      ...reads(
        { day: 14, hour: 3, actorType: 'service', network: bare(HOSTING), session: 'bg', messages: 500 },
        9,
      ),
    ],
  },
  {
    name: "the owner's own rule for newsletters",
    events: [...FORTNIGHT, event({ kind: 'inbox-rule', day: 14, hour: 9, session: 's-habit-13' })],
  },
  {
    name: '"keep me signed in?" and typing errors',
    events: [
      ...FORTNIGHT,
      event({
        day: 14,
        hour: 8,
        outcome: 'interrupted',
        errorCode: '50140',
        network: HOTEL,
        client: STRANGER,
      }),
      event({ day: 14, hour: 8, minute: 1, outcome: 'failure', errorCode: '50126' }),
      event({ day: 14, hour: 8, minute: 2, session: 'k' }),
    ],
  },
  {
    name: 'guessed passwords and denied prompts without success',
    events: [
      ...FORTNIGHT,
      ...Array.from({ length: 30 }, (_, index) =>
        event({
          day: 14,
          hour: 3,
          minute: index,
          outcome: 'failure',
          errorCode: index % 2 === 0 ? '50126' : '500121',
          network: HOSTING,
          client: STRANGER,
        }),
      ),
    ],
  },
  {
    name: 'a carrier that gives another address every day',
    events: Array.from({ length: 30 }, (_, day) => {
      const nat = network(`198.18.${day}`, { asn: 64503, country: 'US' });
      return event({ day, hour: 8, session: `n-${day}`, network: nat, client: client('safari', 'ios') });
    }),
  },
  {
    name: 'an export of one single day with two clients in two networks',
    events: [
      ...habit(1),
      event({ day: 0, hour: 12, session: 'x', network: CAFE, client: STRANGER }),
      ...reads({ day: 0, hour: 12, session: 'x', network: bare(CAFE) }),
    ],
  },
];

describe('benign look-alikes open no incident', () => {
  it.each(LOOK_ALIKES)('$name', ({ events, subject }) => {
    const incidents = incidentsOf(events, subject === undefined ? {} : { subject });
    expect(incidents.map((one) => [one.score, one.reasons.map((reason) => reason.rule)])).toEqual([]);
  });
});
