import { describe, expect, it } from 'vitest';
import { foldReads } from '../../../../simulator/world/logging/fold-reads.js';
import type { ReadIntent } from '../../../../simulator/world/logging/mail-log.js';

const MINUTE_MS = 60_000;
const IDENTITY = {
  userId: 'u',
  upn: 'maria@northwind-mobile.example',
  mailboxGuid: 'g',
  sid: 's',
  displayName: 'Maria',
};

interface Change {
  readonly message?: string;
  readonly address?: string;
  readonly session?: string;
  readonly folder?: string;
  readonly clientInfo?: string;
  readonly logonType?: 'owner' | 'delegate';
}

function read(minute: number, change: Change = {}): ReadIntent {
  return {
    mailbox: IDENTITY,
    actor: {
      identity: IDENTITY,
      logonType: change.logonType ?? 'owner',
      audit: {
        appId: null,
        clientAppId: null,
        clientInfo: change.clientInfo ?? 'Client=OWA;',
        processName: null,
        version: null,
      },
      address: change.address ?? '73.42.1.2',
      token: { sessionId: change.session ?? 'one', tokenId: 't', issuedMs: 0, correlationId: 'c' },
      deviceId: null,
    },
    atMs: minute * MINUTE_MS,
    folder: { id: change.folder ?? 'inbox', path: '\\Inbox' },
    messageId: change.message ?? `<${minute}@x>`,
    sizeBytes: 1,
    isStory: false,
  };
}

/** Minutes at which the openings of each record were. */
function minutesOf(reads: readonly ReadIntent[]): readonly (readonly number[])[] {
  return foldReads(reads).map((folded) => folded.reads.map(({ atMs }) => atMs / MINUTE_MS));
}

describe('foldReads', () => {
  it.each([
    { name: 'nothing', given: [], expected: [] },
    {
      name: 'openings within two minutes: one record',
      given: [read(0), read(1), read(1.9)],
      expected: [[0, 1, 1.9]],
    },
    {
      name: 'the window begins with its first opening',
      given: [read(0), read(1.5), read(3)],
      expected: [[0, 1.5], [3]],
    },
    { name: 'any order', given: [read(1), read(0)], expected: [[0, 1]] },
    { name: 'another address', given: [read(0), read(1, { address: '8.8.8.8' })], expected: [[0], [1]] },
    { name: 'another session', given: [read(0), read(1, { session: 'two' })], expected: [[0], [1]] },
    { name: 'another folder', given: [read(0), read(1, { folder: 'archive' })], expected: [[0], [1]] },
    {
      name: 'another client',
      given: [read(0), read(1, { clientInfo: 'Client=REST;;' })],
      expected: [[0], [1]],
    },
    { name: 'a delegate', given: [read(0), read(1, { logonType: 'delegate' })], expected: [[0], [1]] },
    {
      name: 'the same message again within the hour: dropped',
      given: [read(0, { message: '<a>' }), read(59, { message: '<a>' })],
      expected: [[0]],
    },
    {
      name: 'the same message after an hour: written again',
      given: [read(0, { message: '<a>' }), read(60, { message: '<a>' })],
      expected: [[0], [60]],
    },
    {
      name: 'a dropped repeat does not prolong the hour',
      given: [read(0, { message: '<a>' }), read(50, { message: '<a>' }), read(70, { message: '<a>' })],
      expected: [[0], [70]],
    },
    {
      name: 'the same message from elsewhere within the hour: written',
      given: [read(0, { message: '<a>' }), read(10, { message: '<a>', address: '8.8.8.8' })],
      expected: [[0], [10]],
    },
  ])('$name', ({ given, expected }) => {
    expect(minutesOf(given)).toEqual(expected);
  });

  it('says so after a thousand records in a day and then is silent for a day', () => {
    const many = Array.from({ length: 1_200 }, (_, index) => read(index * 1, { folder: `f${index % 3}` }));
    const nextDay = [read(1_000 + 23 * 60, { folder: 'f0' }), read(1_000 + 24 * 60 + 1, { folder: 'f0' })];
    const folded = foldReads([...many, ...nextDay]);
    expect(folded).toHaveLength(1_002);
    expect(folded.filter(({ isThrottled }) => isThrottled)).toEqual([folded[1_000]]);
    expect(folded[1_001]?.reads[0]?.atMs).toBe((1_000 + 24 * 60 + 1) * MINUTE_MS);
  });

  it('does not throttle a thousand records that take longer than a day', () => {
    const slow = Array.from({ length: 1_200 }, (_, index) => read(index * 2));
    expect(foldReads(slow).some(({ isThrottled }) => isThrottled)).toBe(false);
  });
});
