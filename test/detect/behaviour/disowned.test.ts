import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import { readBaseline } from '../../../agent/detect/behaviour/read-baseline.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import type { AccountContext } from '../../../agent/model/account-context.js';
import type { Finding } from '../../../agent/model/finding.js';
import { bare, CAFE, event, HOTEL, habit, LAPTOP, STRANGER, TUNING, timeline } from './timeline-builder.js';

const FORTNIGHT = habit(14);

function disowning(...sessions: readonly string[]): AccountContext {
  return {
    mailboxClass: null,
    sharedMailboxes: [],
    disowned: sessions.map((session) => ({ session: `sid:${session}`, incident: 'inc-1' })),
  };
}

function findingsOf(events: readonly AccessEvent[], context?: AccountContext): readonly Finding[] {
  const line = timeline([...FORTNIGHT, ...events]);
  return detectBehaviours(context === undefined ? line : { ...line, context }, TUNING);
}

function rulesOn(session: string, events: readonly AccessEvent[], context?: AccountContext) {
  return findingsOf(events, context)
    .filter((one) => one.sessions.includes(`sid:${session}`))
    .map((one) => `${one.rule} ${one.points}`);
}

const INTRUDER = { day: 14, hour: 10, network: CAFE, session: 'intruder' };
const AGAIN = { day: 16, hour: 10, network: CAFE, session: 'again' };

describe('what a case holds to be an intruder’s is not learned', () => {
  it('a network that a session taught by the owner’s own kind of device is new again', () => {
    const events = [event(INTRUDER), event(AGAIN)];
    expect(rulesOn('again', events)).toEqual([]);
    expect(rulesOn('again', events, disowning('intruder'))).toContain('behaviour:new-network 1800');
  });

  it('the session itself is judged as ever', () => {
    const events = [event({ ...INTRUDER, client: STRANGER })];
    expect(rulesOn('intruder', events, disowning('intruder'))).toEqual(rulesOn('intruder', events));
  });

  it('an intruder’s haul does not raise the bar for the next one', () => {
    const read = { kind: 'mail-read', network: bare(HOTEL), client: STRANGER } as const;
    const events = [
      event({ ...INTRUDER, network: HOTEL, client: STRANGER }),
      event({ ...read, day: 14, hour: 11, session: 'intruder', messages: 200 }),
      event({ ...AGAIN, network: HOTEL, client: STRANGER }),
      event({ ...read, day: 16, hour: 11, session: 'again', messages: 200 }),
    ];
    expect(rulesOn('again', events).join()).not.toContain('read-volume');
    expect(rulesOn('again', events, disowning('intruder')).join()).toContain('read-volume');
  });

  it('a way in that was used on three days by an intruder is no habit', () => {
    const code = { auth: { protocol: 'deviceCode' }, client: LAPTOP };
    const used = [14, 15, 16].map((day) => event({ day, hour: 10, session: `code-${day}`, ...code }));
    const events = [...used, event({ day: 20, hour: 10, session: 'again', ...code })];
    expect(rulesOn('again', events)).toEqual([]);
    expect(rulesOn('again', events, disowning('code-14', 'code-15', 'code-16')).join()).toContain(
      'new-device-code',
    );
  });

  it('others are judged as if the session had never been', () => {
    const place = fc.constantFrom(CAFE, HOTEL);
    const device = fc.constantFrom(LAPTOP, STRANGER);
    const visit = fc.record({
      day: fc.integer({ min: 14, max: 40 }),
      network: place,
      client: device,
      isTheirs: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(visit, { minLength: 1, maxLength: 12 }), (visits) => {
        const all = visits.map(({ isTheirs, ...more }, at) => ({
          isTheirs,
          act: event({ ...more, hour: 9, minute: at, session: `v${at}` }),
        }));
        const theirs = all.filter((one) => one.isTheirs).map(({ act }) => act.session.id ?? '');
        const without = findingsOf(all.filter((one) => !one.isTheirs).map(({ act }) => act));
        const against = new Set(theirs.map((session) => `sid:${session}`));
        const rest = findingsOf(
          all.map(({ act }) => act),
          disowning(...theirs),
        ).filter((one) => !one.sessions.some((session) => against.has(session)));
        expect(rest).toEqual(without);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the log of what was learned', () => {
  const events = [
    event(INTRUDER),
    event({ ...AGAIN, network: HOTEL, client: STRANGER, session: 'doubtful' }),
  ];

  it('names each value with its days and the events that it was learned from', () => {
    const { activeDays, values } = readBaseline(timeline([...FORTNIGHT, ...events]), TUNING);
    expect(activeDays).toBe(16);
    const of = (kind: string) => values.filter((one) => one.kind === kind);
    expect(of('asn').map(({ value, isKnown, days }) => `${value} ${isKnown} ${days}`)).toEqual([
      '64510 true 14',
      '64520 false 1',
      '64521 true 1',
    ]);
    const cafe = of('asn').find(({ value }) => value === '64521');
    expect(cafe).toMatchObject({ firstEvent: events[0]?.id, lastEvent: events[0]?.id });
    expect(cafe?.since.slice(0, 10)).toBe('2026-03-16');
  });

  it('has nothing of a session that was taken out', () => {
    const line = { ...timeline([...FORTNIGHT, ...events]), context: disowning('intruder', 'doubtful') };
    const { activeDays, values } = readBaseline(line, TUNING);
    expect(activeDays).toBe(14);
    expect(values.filter(({ kind }) => kind === 'asn').map(({ value }) => value)).toEqual(['64510']);
  });

  it('says when a doubtful value became known', () => {
    const stays = Array.from({ length: 8 }, (_, at) =>
      event({ day: 14 + at * 2, hour: 10, network: HOTEL, client: STRANGER, session: `h${at}` }),
    );
    const { values } = readBaseline(timeline([...FORTNIGHT, ...stays]), TUNING);
    expect(values.find(({ value }) => value === '64520')).toMatchObject({ isKnown: true, days: 8 });
  });
});
