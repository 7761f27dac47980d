import { describe, expect, it } from 'vitest';
import { createThrottleState, foldReads, type Opening } from '../../../bench/detection/logging/fold-reads.js';
import type { MailActor } from '../../../bench/detection/records/mail-actor.js';
import { outlookWeb } from '../../../bench/detection/world/clients.js';
import { NO_DEVICE } from '../../../bench/detection/world/people.js';

const MAILBOX = {
  upn: 'ada@northwind.example',
  guid: '00000000-0000-4000-8000-000000000001',
  sid: 'S-1-5-21-1',
};
const MINUTE_MS = 60_000;

function actor(address: string): MailActor {
  return {
    ...{
      upn: MAILBOX.upn,
      userId: 'u',
      sid: MAILBOX.sid,
      logonType: 0,
      client: outlookWeb('Windows10', 140),
    },
    ...{ session: null, device: NO_DEVICE, address, applicationId: null },
  };
}

function opening(atMs: number, messageId: string, address = '203.0.113.7'): Opening {
  return { atMs, mailbox: MAILBOX, actor: actor(address), folder: 'Inbox', messageId, label: null };
}

const idsOf = (openings: readonly Opening[]): readonly (readonly string[])[] =>
  foldReads(openings, createThrottleState()).map((folded) =>
    folded.openings.map(({ messageId }) => messageId),
  );

describe('how Exchange writes openings down', () => {
  it('makes one record of two minutes of one context', () => {
    const given = [opening(0, 'a'), opening(MINUTE_MS, 'b'), opening(2 * MINUTE_MS, 'c')];
    expect(idsOf(given)).toEqual([['a', 'b'], ['c']]);
  });

  it('begins a new record where the address differs', () => {
    expect(idsOf([opening(0, 'a'), opening(1, 'b', '198.51.100.9')])).toEqual([['a'], ['b']]);
  });

  it('drops what was opened in the same context within the hour', () => {
    expect(idsOf([opening(0, 'a'), opening(59 * MINUTE_MS, 'a'), opening(61 * MINUTE_MS, 'a')])).toEqual([
      ['a'],
      ['a'],
    ]);
  });

  it('remembers the hour over midnight', () => {
    const state = createThrottleState();
    foldReads([opening(0, 'a')], state);
    expect(foldReads([opening(30 * MINUTE_MS, 'a')], state)).toEqual([]);
  });

  it('falls silent for a day after a thousand records, and says so in the last', () => {
    const state = createThrottleState();
    const many = Array.from({ length: 1_100 }, (_, number) =>
      opening(number * 3_000, `m${number}`, `10.0.${number % 250}.${number >> 3}`),
    );
    const folded = foldReads(many, state);
    expect(folded).toHaveLength(1_001);
    expect(folded.filter(({ isThrottled }) => isThrottled)).toEqual([folded.at(-1)]);
    const lastMs = folded.at(-1)?.openings[0].atMs ?? 0;
    expect(foldReads([opening(lastMs + 23 * 60 * MINUTE_MS, 'later')], state)).toEqual([]);
    expect(foldReads([opening(lastMs + 25 * 60 * MINUTE_MS, 'next day')], state)).toHaveLength(1);
  });
});
