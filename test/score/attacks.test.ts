import { describe, expect, it } from 'vitest';
import {
  bare,
  CAFE,
  client,
  DESKTOP,
  event,
  HOME,
  HOSTING,
  habit,
  OWA,
  STRANGER,
  VPN,
} from '../detect/behaviour/timeline-builder.js';
import { type Case, FORTNIGHT, FRESH, reads } from './stories.js';
import { incidentsOf } from './verdict.js';

const ATTACKS: readonly (Case & { readonly mail: number })[] = [
  {
    name: 'a hosting network, an unknown client, reads in that session',
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 3, session: 'a', network: HOSTING, client: STRANGER }),
      ...reads({ day: 14, hour: 3, session: 'a', network: bare(HOSTING) }),
    ],
  },
  {
    name: 'a VPN and the kind of browser that the owner has too',
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 3, session: 'a', network: VPN, client: client('edge', 'windows') }),
      ...reads({ day: 14, hour: 3, session: 'a', network: bare(VPN) }),
    ],
  },
  {
    name: 'an ordinary provider that is new, an unknown client',
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 3, session: 'a', network: CAFE, client: STRANGER, ...FRESH }),
      ...reads({ day: 14, hour: 3, session: 'a', network: bare(CAFE) }),
    ],
  },
  {
    name: 'no linkable ids: joined by address and time',
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 3, session: 'a', network: HOSTING, client: STRANGER }),
      ...reads({ day: 14, hour: 3, network: bare(HOSTING) }),
    ],
  },
  {
    name: 'sign-ins without ids (v1.0), mail with ids',
    mail: 5,
    events: [
      ...habit(14).map((one) =>
        one.kind === 'sign-in' ? { ...one, session: { id: null, tokenId: null, isBound: null } } : one,
      ),
      event({ day: 14, hour: 3, network: HOSTING, client: STRANGER }),
      ...reads({ day: 14, hour: 3, session: 'mail-sid', network: bare(HOSTING) }),
    ],
  },
  {
    name: "a cookie replay of the owner's session with another client",
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 8, session: 'mine' }),
      event({ kind: 'mail-read', day: 14, hour: 9, session: 'mine', network: bare(HOME) }),
      event({ day: 14, hour: 10, session: 'mine', network: CAFE, client: client('firefox', 'linux') }),
      ...reads({ day: 14, hour: 10, session: 'mine', network: bare(CAFE) }),
    ],
  },
  {
    name: 'a cookie replay with the same kind of browser, from a hosting network, while the owner works',
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 10, session: 'mine' }),
      event({ day: 14, hour: 10, minute: 4, session: 'mine', network: HOSTING }),
      ...reads({ day: 14, hour: 10, session: 'mine', network: bare(HOSTING) }),
      event({ kind: 'mail-read', day: 14, hour: 10, minute: 8, session: 'mine', network: bare(HOME) }),
    ],
  },
  {
    name: 'whole folders synced by an unknown desktop',
    mail: 1,
    events: [
      ...FORTNIGHT,
      event({
        day: 14,
        hour: 3,
        session: 'a',
        network: CAFE,
        client: client('outlook-desktop', 'windows', { deviceId: 'evil' }),
      }),
      event({
        kind: 'mail-sync',
        day: 14,
        hour: 3,
        minute: 4,
        session: 'a',
        network: bare(CAFE),
        client: DESKTOP,
        folders: 6,
      }),
    ],
  },
  {
    name: 'reads and a forwarding rule',
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({ day: 14, hour: 3, session: 'a', network: HOSTING, client: STRANGER }),
      ...reads({ day: 14, hour: 3, session: 'a', network: bare(HOSTING) }),
      event({ kind: 'inbox-rule', day: 14, hour: 4, session: 'a', network: bare(HOSTING), client: OWA }),
    ],
  },
  {
    name: 'a consent, then a new application that reads in the name of the owner',
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({ kind: 'consent', day: 14, hour: 9, session: 's-habit-13' }),
      event({
        day: 14,
        hour: 10,
        session: 'g',
        network: HOSTING,
        client: client(null, null, { appId: 'vendor' }),
      }),
      ...reads({
        day: 14,
        hour: 10,
        session: 'g',
        network: bare(HOSTING),
        client: client('graph', null, { appId: 'vendor' }),
      }),
    ],
  },
  {
    name: 'an add-in of long standing, used from elsewhere after its vendor was broken into',
    mail: 5,
    events: [
      ...habit(14).flatMap((one) => {
        if (one.kind !== 'sign-in') return [one];
        const addIn = { day: Number(one.at.slice(8, 10)) - 2, hour: 12, session: `addin-${one.at}` };
        return [
          one,
          ...reads({ ...addIn, network: CAFE, client: client('graph', null, { appId: 'addin' }) }, 1),
        ];
      }),
      ...reads({
        day: 14,
        hour: 3,
        session: 'g',
        network: HOSTING,
        client: client('graph', null, { appId: 'addin' }),
      }),
    ],
  },
  {
    name: 'a device code taken from a hosting network',
    mail: 5,
    events: [
      ...FORTNIGHT,
      event({
        day: 14,
        hour: 10,
        session: 'g',
        network: HOSTING,
        client: client(null, null),
        auth: { protocol: 'deviceCode' },
      }),
      ...reads({
        day: 14,
        hour: 10,
        session: 'g',
        network: bare(HOSTING),
        client: client('graph', null, { appId: 'broker' }),
      }),
    ],
  },
  {
    name: 'a hosting network after three days of history',
    mail: 5,
    events: [
      ...habit(3),
      event({ day: 3, hour: 3, session: 'a', network: HOSTING, client: STRANGER }),
      ...reads({ day: 3, hour: 3, session: 'a', network: bare(HOSTING) }),
    ],
  },
  {
    name: 'an intruder who stays for eight days',
    mail: 40,
    events: [
      ...habit(30),
      ...Array.from({ length: 8 }, (_, index) => {
        const place = { day: 15 + index, hour: 3, session: `a-${index}` };
        return [
          event({ ...place, network: HOSTING, client: STRANGER }),
          ...reads({ ...place, network: bare(HOSTING) }),
        ];
      }).flat(),
    ],
  },
];

describe('attacks are contained, and only their own mail is counted', () => {
  it.each(ATTACKS)('$name', ({ events, mail }) => {
    const incidents = incidentsOf(events);
    expect(incidents).toHaveLength(1);
    const [incident] = incidents;
    expect(incident?.containmentReason).not.toContain('Not contained');
    expect(incident?.justifiesContainment).toBe(true);
    expect(incident?.mailEvents).toHaveLength(mail);
    const home = new Set(events.filter((one) => one.network.prefix === HOME.prefix).map((one) => one.id));
    expect(incident?.mailEvents.filter((id) => home.has(id))).toEqual([]);
    expect(incident?.origins.every((origin) => origin.address !== HOME.address)).toBe(true);
  });
});
