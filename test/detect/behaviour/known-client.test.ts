import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { AccountContext } from '../../../agent/model/account-context.js';
import type { Tuning } from '../../../agent/model/tuning.js';
import { weighIncidents } from '../../../agent/score/weigh-incidents.js';
import {
  type Act,
  bare,
  CAFE,
  client,
  event,
  HOME,
  HOSTING,
  habit,
  LAPTOP,
  OWNER,
  STRANGER,
  TUNING,
  timeline,
} from './timeline-builder.js';

/** An intruder who has a client of the kind that the owner has is told by less. */
const MANAGED = habit(20);
/** The owner's browser on a machine that the company does not manage. */
const PRIVATE = client('chrome', 'macos');
const UNMANAGED = habit(20, { client: PRIVATE });
const DAY = { day: 20, hour: 10 };
const UNREGISTERED = client('edge', 'windows');

function said(
  history: readonly AccessEvent[],
  events: readonly AccessEvent[],
  more: { readonly tuning?: Partial<Tuning>; readonly sharedMailboxes?: readonly string[] } = {},
): Readonly<Record<string, number>> {
  const context: AccountContext = {
    mailboxClass: null,
    disowned: [],
    sharedMailboxes: more.sharedMailboxes ?? [],
  };
  const line = { ...timeline([...history, ...events]), context };
  const old = new Set(history.map(({ id }) => id));
  const findings = detectBehaviours(line, { ...TUNING, ...more.tuning }).filter(
    ({ events: of }) => !old.has(of[0] ?? ''),
  );
  return Object.fromEntries(findings.map(({ rule, points }) => [rule.replace('behaviour:', ''), points]));
}

const ownSession = event({ ...DAY, session: 'one' });

describe('a session that goes on without the device it began on', () => {
  const later = { ...DAY, hour: 11, session: 'one', network: CAFE };

  it('points to a stolen cookie, before any mail was read', () => {
    const events = [ownSession, event({ ...later, client: UNREGISTERED })];
    expect(said(MANAGED, events)).toEqual({
      'new-network': 1800,
      'new-client': 1620,
      'moved-session': 2400,
    });
    const line = timeline([...MANAGED, ...events]);
    const [incident] = weighIncidents(OWNER, line, detectBehaviours(line, TUNING), TUNING, [], {
      tenantId: 't',
      now: '2026-03-23T00:00:00.000Z',
    });
    expect(incident?.justifiesContainment).toBe(true);
  });

  it('is nothing on the same device in a café', () => {
    expect(said(MANAGED, [ownSession, event({ ...later, client: LAPTOP })])).not.toHaveProperty(
      'moved-session',
    );
  });

  it('is nothing where the log leaves the device out now and then', () => {
    const quirk = event({ day: 12, hour: 15, session: 's-habit-12', client: UNREGISTERED });
    const events = [ownSession, event({ ...later, client: UNREGISTERED })];
    expect(said([...MANAGED, quirk], events)).not.toHaveProperty('moved-session');
  });
});

describe('a kind of client without its registration', () => {
  const visit = event({ ...DAY, session: 'x', client: UNREGISTERED });
  it.each([
    { days: 5, points: 1026 },
    { days: 10, points: 1271 },
    { days: 20, points: 1620 },
    { days: 40, points: 1620 },
  ])('weighs $points after $days days on which it always had it', ({ days, points }) => {
    const moved = { ...visit, at: event({ ...DAY, day: days, session: 'x' }).at };
    expect(said(habit(days), [moved])['new-client']).toBe(points);
  });
});

describe('mail reached from a rented network', () => {
  const session = (network: typeof HOSTING): readonly AccessEvent[] => [
    event({ ...DAY, session: 'x', network, client: PRIVATE }),
    event({ ...DAY, kind: 'mail-read', hour: 11, session: 'x', network: bare(network) }),
  ];

  it('counts also with a client that is known', () => {
    expect(said(UNMANAGED, session(HOSTING))).toEqual({ 'new-network': 3200, 'mail-in-new-session': 800 });
  });

  it('is nothing on a device of the company, be it new', () => {
    const [begun, read] = session(HOSTING);
    for (const device of [LAPTOP, { ...LAPTOP, deviceId: 'd-2' }]) {
      const events = [{ ...begun, client: device }, read].flatMap((one) => one ?? []) as AccessEvent[];
      expect(said(MANAGED, events)).not.toHaveProperty('mail-in-new-session');
    }
  });

  it('is nothing in an ordinary network', () => {
    expect(said(UNMANAGED, session(CAFE))).toEqual({ 'new-network': 1800 });
  });
});

describe('a fresh second factor at home', () => {
  const begun = event({ ...DAY, session: 'x', client: STRANGER, auth: { mfa: 'fresh' } });
  const script = event({
    ...DAY,
    hour: 11,
    session: 'x',
    client: client('python', null),
    auth: { isInteractive: false },
    facts: { isScripted: true },
  });

  it('speaks for whoever gave it', () => {
    expect(said(MANAGED, [begun])).toHaveProperty('fresh-mfa-on-known-network');
  });

  it('does not speak for a script that goes on in the session', () => {
    expect(said(MANAGED, [begun, script])).not.toHaveProperty('fresh-mfa-on-known-network');
  });
});

describe("an administrator's search", () => {
  const search = (operation: string, network = CAFE): readonly AccessEvent[] => [
    event({ ...DAY, session: 'x', network, client: STRANGER }),
    { ...event({ ...DAY, kind: 'mail-search', hour: 11, session: 'x', network: bare(network) }), operation },
  ];

  it('by a session that is new is a deed', () => {
    expect(said(MANAGED, search('New-ComplianceSearchAction'))['change-by-new-session']).toBe(2000);
  });

  it('is the work of the legal department at home', () => {
    expect(said(MANAGED, search('New-ComplianceSearchAction', HOME))['change-by-new-session']).toBe(800);
    expect(
      said(MANAGED, [{ ...ownSession }, ...search('SearchQueryInitiatedExchange', HOME)]),
    ).not.toHaveProperty('change-by-new-session');
  });
});

describe('mailboxes of others', () => {
  const names = ['ben', 'cleo', 'dev', 'eli', 'fay', 'gus'].map((name) => `${name}@contoso.com`);
  const reads = (count: number, more: Partial<Act> = {}): readonly AccessEvent[] => [
    event({ ...DAY, session: 'x', ...more }),
    ...names.slice(0, count).map((mailbox, at) =>
      event({
        ...{ ...DAY, kind: 'mail-read', hour: 11, minute: at, session: 'x', mailbox, actorType: 'delegate' },
        network: bare(more.network ?? HOME),
      }),
    ),
  ];

  it.each([
    { count: 3, points: undefined },
    { count: 4, points: 2700 },
    { count: 5, points: 3375 },
    { count: 6, points: 4050 },
  ])('$count of them, never read before, at the own desk: $points', ({ count, points }) => {
    expect(said(MANAGED, reads(count))['many-mailboxes']).toBe(points);
  });

  it('are no less of a matter because the owner is at the own desk', () => {
    const known = said(MANAGED, reads(4, { auth: { mfa: 'fresh' } }));
    expect(known).toEqual({ 'many-mailboxes': 2700 });
    const stranger = said(MANAGED, reads(4, { client: STRANGER, auth: { mfa: 'fresh' } }));
    expect(stranger).toMatchObject({ 'many-mailboxes': 2700, 'fresh-mfa-on-known-network': -1500 });
  });

  it('that were read before say nothing', () => {
    const before = reads(6).map((one) => ({
      ...one,
      id: `${one.id}-before`,
      at: one.at.replace('03-22', '03-12'),
    }));
    expect(said([...MANAGED, ...before], reads(6))).toEqual({});
  });

  it('that belong to a team, or are listed, say nothing', () => {
    expect(said(MANAGED, reads(4), { sharedMailboxes: [names[0] ?? ''] })).toEqual({});
    const delegates = [{ mailbox: names[1] ?? '', delegate: OWNER, endsAt: null }];
    expect(said(MANAGED, reads(4), { tuning: { delegates } })).toEqual({});
    const mailboxClasses = { [names[2] ?? '']: 'shared' } as const;
    expect(said(MANAGED, reads(4), { tuning: { mailboxClasses } })).toEqual({});
  });

  it('one of them, from a network that is new, is mail reached by a stranger', () => {
    const found = said(MANAGED, reads(1, { network: CAFE }));
    expect(found['mail-in-new-session']).toBe(2000);
  });
});
