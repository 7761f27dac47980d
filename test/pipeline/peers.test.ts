import { describe, expect, it } from 'vitest';
import type { AccessEvent } from '../../agent/model/access-event.js';
import { usageOf } from '../../agent/model/peers.js';
import type { DirectoryUser } from '../../agent/model/ports.js';
import { settleMarked } from '../../agent/pipeline.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { settingsWith } from '../daemon/settings.js';
import {
  client,
  event,
  HOSTING,
  habit,
  OWNER,
  STRANGER,
  TUNING,
} from '../detect/behaviour/timeline-builder.js';
import { userOf } from '../respond/fake-ports.js';

const NOW = '2026-03-25T00:00:00.000Z';
const COLLEAGUES = Array.from({ length: 30 }, (_, at) => `colleague-${at}@contoso.com`);
const EVERYBODY = [OWNER, ...COLLEAGUES];
const LINUX = client('chrome', 'linux');

/** Each signs in on every third day; some of them with something else besides, since that day. */
function lives(
  share: number,
  sinceDay: number,
  more: Partial<Parameters<typeof event>[0]>,
): readonly AccessEvent[] {
  return COLLEAGUES.flatMap((user, at) => [
    ...[0, 3, 6, 9, 12].map((day) => event({ day, hour: 8, user, session: `${user}-${day}` })),
    ...(at < COLLEAGUES.length * share
      ? [event({ day: sinceDay, hour: 9, user, session: `${user}-new`, ...more })]
      : []),
  ]);
}

function person(upn: string): DirectoryUser {
  const profile = {
    ...{ isGuest: false, isSynced: false, jobTitle: null, managerId: null },
    ...{ department: 'Sales', hasMailboxLicence: true, hasLogLicence: true },
  };
  return { ...userOf(`id-${upn}`, upn), profile };
}

interface Given {
  readonly events: readonly AccessEvent[];
  readonly users?: readonly DirectoryUser[];
  /** Accounts in the order in which they are looked at. */
  readonly order?: readonly string[];
  /** How many events come at once. */
  readonly portion?: number;
}

/** What peers say of the owner's last session, with its points. */
async function saidOf({ events, users = EVERYBODY.map(person), order = EVERYBODY, portion = 10_000 }: Given) {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  try {
    await store.write('test', (tx) => tx.putUsers(users));
    for (let at = 0; at < events.length; at += portion) {
      const some = events.slice(at, at + portion);
      await store.write('test', async (tx) => {
        await tx.putEvents(some);
        await tx.putUsage(some.flatMap(usageOf));
      });
    }
    for (const subject of order) {
      await store.write('test', async (tx) => {
        await tx.markDirty([subject]);
        await settleMarked({ limit: 1 }, tx, settingsWith({ tuning: TUNING }), NOW);
      });
    }
    const findings = await store.read((reads) => reads.findingsOf(OWNER));
    return findings
      .filter(({ rule }) => rule.endsWith('peers'))
      .map(({ rule, points, text }) => ({ rule: rule.replace('behaviour:', ''), points, text }));
  } finally {
    await store.close();
  }
}

const VISIT = { day: 14, hour: 10, session: 'x' };
const OWN = habit(14);

describe('what is new for an account, held against its peers', () => {
  it('is the company’s proxy when a third of the department came through it', async () => {
    const events = [...OWN, ...lives(0.4, 6, { network: HOSTING }), event({ ...VISIT, network: HOSTING })];
    expect(await saidOf({ events })).toEqual([
      {
        rule: 'used-by-peers',
        points: -1000,
        text: 'AS64501 in NL (a hosting provider) was used before by 12 of 30 colleagues of the same department (40 %).',
      },
    ]);
  });

  it('is nobody’s yet when they came through it only since yesterday', async () => {
    const events = [...OWN, ...lives(0.4, 13, { network: HOSTING }), event({ ...VISIT, network: HOSTING })];
    expect((await saidOf({ events })).map(({ rule }) => rule)).toEqual(['rare-among-peers']);
  });

  it('is rare when none of them ever used it', async () => {
    const events = [...OWN, ...lives(0, 6, {}), event({ ...VISIT, client: STRANGER })];
    const [finding] = await saidOf({ events });
    expect(finding).toMatchObject({ rule: 'rare-among-peers', points: 500 });
    expect(finding?.text).toContain('chrome on linux by none of 30 colleagues of the same department (0 %)');
    const usual = [...OWN, ...lives(0.1, 6, { client: LINUX }), event({ ...VISIT, client: STRANGER })];
    expect(await saidOf({ events: usual })).toEqual([]);
  });

  it('is held against the company where the directory was not read', async () => {
    const events = [...OWN, ...lives(0.4, 6, { network: HOSTING }), event({ ...VISIT, network: HOSTING })];
    const [finding] = await saidOf({ events, users: [] });
    expect(finding?.text).toContain('12 of 30 colleagues of the company');
  });

  it('is the same in whatever order accounts are looked at and records come', async () => {
    const events = [...OWN, ...lives(0.4, 6, { network: HOSTING }), event({ ...VISIT, network: HOSTING })];
    const plain = await saidOf({ events });
    expect(await saidOf({ events, order: [...EVERYBODY].reverse() })).toEqual(plain);
    expect(await saidOf({ events: [...events].reverse(), portion: 7 })).toEqual(plain);
  });
});
