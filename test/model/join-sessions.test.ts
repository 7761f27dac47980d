import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../agent/model/access-event.js';
import { countedEvents } from '../../agent/model/counted-events.js';
import { type JoinedSessions, joinSessions } from '../../agent/model/join-sessions.js';
import {
  bare,
  CAFE,
  client,
  DESKTOP,
  event,
  HOME,
  HOTEL,
  LAPTOP,
  network,
  OWA,
  timeline,
} from '../detect/behaviour/timeline-builder.js';

function join(events: readonly AccessEvent[]): JoinedSessions {
  return joinSessions(countedEvents(timeline(events)));
}

const SIGN_IN = event({ day: 1, hour: 8, session: 'S', token: 'T' });
const read = (more: object): AccessEvent =>
  event({ kind: 'mail-read', day: 1, hour: 9, network: bare(HOME), client: OWA, ...more });

describe('a mail access is joined to the sign-in', () => {
  it.each<{ name: string; mail: AccessEvent; rung: string }>([
    { name: 'by session id', mail: read({ session: 'S' }), rung: 'session' },
    { name: 'by token id', mail: read({ token: 'T' }), rung: 'token' },
    {
      name: 'by device',
      mail: read({
        network: bare(HOME),
        client: client('outlook-desktop', 'windows', { deviceId: 'd-laptop' }),
      }),
      rung: 'device',
    },
    { name: 'by address and client', mail: read({}), rung: 'address-and-client' },
    {
      name: 'by address, stamped a little before the sign-in',
      mail: read({ hour: 7, minute: 58 }),
      rung: 'address-and-client',
    },
  ])('$name', ({ mail, rung }) => {
    const joined = join([SIGN_IN, mail]);
    expect(joined.sessionOf(mail.id)?.key).toBe('sid:S');
    expect(joined.rungOf(mail.id)).toBe(rung);
  });
});

describe('a mail access is not joined', () => {
  it.each<{ name: string; mail: AccessEvent }>([
    { name: 'to a sign-in of another address', mail: read({ network: bare(CAFE) }) },
    { name: 'to a sign-in of long ago', mail: read({ day: 2, hour: 9 }) },
    { name: 'to a sign-in that came after it', mail: read({ hour: 7 }) },
    { name: 'to a client of another system', mail: read({ client: { ...DESKTOP, os: 'macos' } }) },
    {
      name: 'to a sign-in of another person',
      mail: read({ user: 'eve@contoso.com', mailbox: 'ana@contoso.com' }),
    },
  ])('$name', ({ mail }) => {
    expect(join([SIGN_IN, mail]).sessionOf(mail.id)?.key).toMatch(/^ctx:/);
  });
});

describe('sessions', () => {
  it('are split by network, the earliest part keeping the plain key', () => {
    const home = read({ session: 'S' });
    const away = read({ session: 'S', hour: 10, network: bare(HOTEL) });
    const asn = event({ day: 3, hour: 1, network: HOTEL, session: 'other' });
    const joined = join([SIGN_IN, home, away, asn]);
    expect(joined.sessionOf(home.id)?.key).toBe('sid:S');
    expect(joined.sessionOf(away.id)?.key).toBe('sid:S@as64520');
    expect(joined.sessionOf(away.id)?.root).toBe('sid:S');
  });

  it('stay whole within one provider', () => {
    const sister = network('198.51.102', { asn: 64510, country: 'US' });
    const later = event({ day: 1, hour: 11, session: 'S', network: sister });
    expect(join([SIGN_IN, later]).sessions).toHaveLength(1);
  });

  it('adopt a sign-in without ids, as the v1.0 log has them', () => {
    const bareSignIn = event({ day: 1, hour: 8, client: LAPTOP });
    const mail = read({ session: 'M' });
    const joined = join([bareSignIn, mail]);
    expect(joined.sessionOf(bareSignIn.id)?.key).toBe('sid:M');
  });

  it('of acts without any id end after eight hours of silence', () => {
    const acts = [0, 5, 20].map((hour) => read({ day: 1, hour }));
    expect(join(acts).sessions.map((session) => session.events.length)).toEqual([2, 1]);
  });

  it('hold every event exactly once', () => {
    const any = fc.record({
      kind: fc.constantFrom('sign-in' as const, 'mail-read' as const),
      day: fc.nat(3),
      hour: fc.nat(23),
      session: fc.constantFrom(null, 'S', 'R'),
      token: fc.constantFrom(null, 'T', 'U'),
      network: fc.constantFrom(HOME, HOTEL, bare(HOME), bare(CAFE)),
      user: fc.constantFrom('ana@contoso.com', 'eve@contoso.com'),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (acts) => {
        const events = countedEvents(timeline(acts.map((act) => event(act))));
        const { sessions } = joinSessions(events);
        const held = sessions.flatMap((session) => session.events);
        expect([...held].sort()).toEqual(events.map((one) => one.id).sort());
        expect(new Set(sessions.map((session) => session.key)).size).toBe(sessions.length);
      }),
    );
  });
});
