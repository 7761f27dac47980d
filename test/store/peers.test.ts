import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PeerUsage } from '../../agent/model/peers.js';
import type { DirectoryProfile, DirectoryUser } from '../../agent/model/ports.js';
import type { Store } from '../../agent/model/store.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';

let store: Store;
beforeEach(async () => {
  store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
});
afterEach(() => store.close());

const PROFILE: DirectoryProfile = {
  isGuest: false,
  isSynced: false,
  department: null,
  jobTitle: null,
  managerId: null,
  hasMailboxLicence: true,
  hasLogLicence: true,
};

function person(name: string, profile: Partial<DirectoryProfile> = {}): DirectoryUser {
  const upn = `${name}@contoso.com`;
  return {
    id: `id-${name}`,
    upn,
    mail: upn,
    displayName: name,
    isEnabled: true,
    profile: { ...PROFILE, ...profile },
  };
}

/** Each signed in on a day, and used something on that day. */
function used(name: string, value: string, firstDay: number): readonly PeerUsage[] {
  const subject = `${name}@contoso.com`;
  return [
    { subject, value: 'any', firstDay },
    { subject, value, firstDay },
  ];
}

async function know(users: readonly DirectoryUser[], usage: readonly PeerUsage[]): Promise<void> {
  await store.write('test', async (tx) => {
    await tx.putUsers(users);
    await tx.putUsage(usage);
  });
}

function ask(day: number, leastPeers: number, value = 'asn:1') {
  return store.read((reads) => reads.peerAnswer('ana@contoso.com', { value, day }, leastPeers));
}

const ME = person('ana', { department: 'Sales', managerId: 'BOSS' });
const TEAM = ['ben', 'cleo'].map((name) => person(name, { department: 'sales ', managerId: 'boss' }));
const FLOOR = ['dev', 'eli'].map((name) => person(name, { department: 'SALES', managerId: 'other' }));
const REST = ['fay', 'gus'].map((name) => person(name));
const EVERYBODY = [ME, ...TEAM, ...FLOOR, ...REST];
const USAGE = [
  ...used('ana', 'asn:1', 1),
  ...used('ben', 'asn:1', 5),
  ...used('cleo', 'asn:2', 6),
  ...used('dev', 'asn:1', 7),
  ...used('eli', 'asn:2', 8),
  ...used('fay', 'asn:1', 9),
  ...used('gus', 'asn:2', 9),
];

describe('peers', () => {
  it.each([
    { least: 2, day: 9, expected: { group: 'manager', peers: 2, users: 1 } },
    { least: 3, day: 9, expected: { group: 'department', peers: 4, users: 2 } },
    { least: 5, day: 9, expected: { group: 'company', peers: 6, users: 3 } },
    { least: 7, day: 9, expected: null },
    { least: 2, day: 5, expected: null },
    { least: 2, day: 7, expected: { group: 'manager', peers: 2, users: 1 } },
    { least: 3, day: 7, expected: { group: 'department', peers: 3, users: 2 } },
  ])('are the narrowest group of $least that had signed in by day $day', async ({ least, day, expected }) => {
    await know(EVERYBODY, USAGE);
    const answer = await ask(day, least);
    expect(answer).toEqual(expected === null ? null : { value: 'asn:1', day, ...expected });
  });

  it('are everybody where the directory knows nothing of the account', async () => {
    await know([], USAGE);
    expect(await ask(9, 2)).toMatchObject({ group: 'company', peers: 6 });
  });

  it('are those of the department that somebody moved to', async () => {
    await know(EVERYBODY, USAGE);
    await know([person('ben', { department: 'Legal', managerId: 'third' })], []);
    expect(await ask(9, 2)).toMatchObject({ group: 'department', peers: 3, users: 1 });
  });
});

it('the first day of a use is the same in whatever order and however often it is told', async () => {
  const one = fc.record({
    subject: fc.constantFrom('ben@contoso.com', 'cleo@contoso.com', 'dev@contoso.com'),
    value: fc.constantFrom('any', 'asn:1'),
    firstDay: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 20 }), async (told) => {
      const answersOf = async (portions: readonly (readonly PeerUsage[])[]) => {
        const own = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
        for (const portion of portions) await own.write('test', (tx) => tx.putUsage(portion));
        const answers = await own.read(async (reads) => {
          const list = [];
          for (let day = 0; day <= 9; day += 1)
            list.push(await reads.peerAnswer('ana@contoso.com', { value: 'asn:1', day }, 1));
          return list;
        });
        await own.close();
        return answers;
      };
      const whole = await answersOf([told]);
      expect(await answersOf([...told].reverse().map((each) => [each]))).toEqual(whole);
      expect(await answersOf([told, told])).toEqual(whole);
    }),
    { numRuns: 15 },
  );
}, 60_000);
