import { describe, expect, it } from 'vitest';
import { checkLicences, judgeSynced } from '../../../agent/commands/doctor/licence-checks.js';
import { checkMailAccess } from '../../../agent/commands/doctor/mail-access-checks.js';
import type { Config } from '../../../agent/config.js';
import type { DirectoryProfile, DirectoryUser } from '../../../agent/model/ports.js';
import { DAY_MS, shift } from '../../../agent/model/time.js';
import { profileOf } from '../../respond/plan/plan-facts.js';
import { openTemporary } from '../../store/open-temporary.js';
import { accessEvent } from '../../store/samples.js';

const NOW = '2026-03-20T12:00:00.000Z';

function configWith(...names: readonly string[]): Config {
  return { sources: names.map((name) => ({ name, isEnabled: true })) } as unknown as Config;
}

function user(name: string, profile: Partial<DirectoryProfile> = {}): DirectoryUser {
  const upn = `${name}@contoso.com`;
  return { ...profileOf(profile), id: `id-${name}`, upn, mail: upn, displayName: name };
}

/** Reads of these mailboxes, so many days ago. */
async function examine(users: readonly DirectoryUser[], reads: Readonly<Record<string, number>>) {
  const store = await openTemporary();
  await store.write('test', async (tx) => {
    await tx.putUsers(users);
    await tx.putEvents(
      Object.entries(reads).map(([name, daysAgo]) =>
        accessEvent(`read-${name}`, {
          kind: 'mail-read',
          source: 'exchangeAudit',
          at: shift(NOW, -daysAgo * DAY_MS),
          mailbox: { id: null, upn: `${name}@contoso.com` },
        }),
      ),
    );
  });
  const checks = await store.read((view) => checkMailAccess(configWith('exchangeAudit'), view, NOW));
  return (name: string) => checks.find((check) => check.name === name);
}

describe('whether reads of mail are logged', () => {
  it('is ok for a mailbox only where one was seen of late, and the others are named', async () => {
    const of = await examine([user('ann'), user('bob'), user('old')], { ann: 1, old: 30 });
    expect(of('mail-access.exchangeAudit')?.status).toBe('ok');
    expect(of('mailbox-audit')).toMatchObject({
      status: 'unknown',
      detail:
        'a read of mail was logged in the last 7 days for 1 of 3 licensed mailboxes; not for bob@contoso.com, old@contoso.com',
    });
  });

  it('is ok for all when all were seen; accounts without a mailbox, guests and disabled ones are left out', async () => {
    const disabled = { ...user('gone'), isEnabled: false };
    const of = await examine([user('ann'), user('bare', { hasMailboxLicence: false }), disabled], { ann: 1 });
    expect(of('mailbox-audit')?.status).toBe('ok');
  });

  it('is a doubt when the last one lies long back', async () => {
    const of = await examine([user('ann')], { ann: 8 });
    expect(of('mail-access.exchangeAudit')).toMatchObject({
      status: 'unknown',
      detail: expect.stringContaining('none in the last 7 days'),
    });
  });

  it('is not known while no account is', async () => {
    expect((await examine([], {}))('mailbox-audit')?.status).toBe('unknown');
  });
});

describe('licences', () => {
  it.each([
    { name: 'nobody is known', users: [], sources: ['signIns'], expected: 'unknown' },
    { name: 'one has it', users: [user('ann')], sources: ['signIns'], expected: 'ok' },
    {
      name: 'nobody has the one for sign-ins',
      users: [user('ann', { hasLogLicence: false })],
      sources: ['signIns'],
      expected: 'fail',
    },
    {
      name: 'nobody has it, and the audit feed stands in',
      users: [user('ann', { hasLogLicence: false })],
      sources: ['signIns', 'entraAudit'],
      expected: 'ok',
    },
  ])('$name: $expected', ({ users, sources, expected }) => {
    expect(checkLicences(configWith(...sources), users)).toMatchObject([
      { name: 'licences', status: expected },
    ]);
  });

  it('of accounts ruled from the premises all that are stored are counted', () => {
    expect(judgeSynced([user('ann'), user('bob', { isSynced: true })])?.detail).toMatch(/^1 of 2/);
    expect(judgeSynced([])).toBeNull();
  });
});
