import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDays } from '../../../agent/detect/behaviour/account-days.js';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import type { AccessEvent } from '../../../agent/model/access-event.js';
import { HOUR_MS, MINUTE_MS, shift } from '../../../agent/model/time.js';
import { CAFE, event, HOME, HOSTING, HOTEL, LAPTOP, STRANGER, TUNING, timeline } from './timeline-builder.js';

function moved(events: readonly AccessEvent[], ms: number): readonly AccessEvent[] {
  return events.map((one) => ({ ...one, at: shift(one.at, ms) }));
}

/** Nine to five with a look at the mail in the evening, in local time. */
const WORK = Array.from({ length: 10 }, (_, day) =>
  [9, 12, 16, 20].map((hour) => event({ day, hour, session: `w${day}` })),
).flat();

describe('the days of an account', () => {
  it.each([
    { name: 'Greenwich', offset: 0 },
    { name: 'California', offset: 8 },
    { name: 'Japan', offset: -9 },
    { name: 'India', offset: -5.5 },
  ])('are ten working days in $name', ({ offset }) => {
    const events = moved(WORK, offset * HOUR_MS);
    const days = readDays(events);
    expect(new Set(events.map(({ at }) => days.of(at))).size).toBe(10);
  });

  it('of a night shift are nights', () => {
    const nights = WORK.map((one) => ({ ...one, at: shift(one.at, 12 * HOUR_MS) }));
    const days = readDays(nights);
    expect(new Set(nights.map(({ at }) => days.of(at))).size).toBe(10);
  });

  it('stay where they are as the history grows', () => {
    const later = event({ day: 40, hour: 3, session: 'late' });
    const [first] = WORK;
    const at = first?.at ?? '';
    expect(readDays([...WORK, later]).of(at)).toBe(readDays(WORK).of(at));
  });

  it('are those of the calendar where there is no act', () => {
    expect(readDays([]).of('1970-01-02T00:00:00.000Z')).toBe(1);
  });
});

it('what is found is the same in every time zone', () => {
  const act = fc.record({
    day: fc.integer({ min: 0, max: 30 }),
    hour: fc.integer({ min: 0, max: 23 }),
    network: fc.constantFrom(HOME, HOME, HOME, CAFE, HOTEL, HOSTING),
    client: fc.constantFrom(LAPTOP, LAPTOP, STRANGER),
    kind: fc.constantFrom('sign-in' as const, 'mail-read' as const, 'inbox-rule' as const),
    messages: fc.constantFrom(3, 30, 120, 600),
    auth: fc.constantFrom({}, { protocol: 'deviceCode' }, { mfa: 'fresh' as const }),
    session: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
  });
  const zone = fc.integer({ min: -56, max: 56 }).map((steps) => steps * 15 * MINUTE_MS);
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 60 }), zone, (acts, ms) => {
      const events = acts.map((one, minute) => event({ ...one, minute }));
      const found = (list: readonly AccessEvent[]) =>
        detectBehaviours(timeline(list), TUNING).map(({ rule, points, sessions, events: of }) => ({
          ...{ rule, points, sessions, of },
        }));
      expect(found(moved(events, ms))).toEqual(found(events));
    }),
    { numRuns: 150 },
  );
});
