import { describe, expect, it } from 'vitest';
import { OutsideError } from '../../agent/model/errors.js';
import { toInstant } from '../../agent/model/time.js';
import { act, outcomeOf } from '../../agent/respond/act.js';
import { verifyRevoke } from '../../agent/respond/verify.js';
import { FakeAccounts, handClock, userOf } from './fake-ports.js';
import { actionOf } from './incidents.js';

const ID = '11111111-0000-4000-8000-000000000001';
const NOW = '2026-03-01T10:00:10.000Z';
const NEVER = new AbortController().signal;

function setUp() {
  const accounts = new FakeAccounts([userOf(ID, 'ann@contoso.com')]);
  const deps = { containment: accounts, directory: accounts, clock: handClock(NOW), settleMs: 120_000 };
  return { accounts, deps };
}

describe('an act', () => {
  it('revokes the sessions of the account', async () => {
    const { accounts, deps } = setUp();
    await expect(act(actionOf(), null, deps, NEVER)).resolves.toMatchObject({ status: 'done', at: NOW });
    expect(accounts.revoked).toEqual([ID]);
  });

  it('finds the account by its name where no record carried the id', async () => {
    const { accounts, deps } = setUp();
    const action = actionOf({ target: { id: null, upn: 'ann@contoso.com' } });
    await expect(act(action, null, deps, NEVER)).resolves.toMatchObject({ status: 'done', targetId: ID });
    expect(accounts.revoked).toEqual([ID]);
  });

  it('fails loudly where the directory knows no such account', async () => {
    const { accounts, deps } = setUp();
    const action = actionOf({ target: { id: null, upn: 'nobody@contoso.com' } });
    await expect(act(action, null, deps, NEVER)).resolves.toMatchObject({ status: 'failed' });
    expect(accounts.revoked).toEqual([]);
  });

  it('is not done again when an earlier go had taken, though we never heard of it', async () => {
    const { accounts, deps } = setUp();
    accounts.validFrom = '2026-03-01T10:00:03.000Z';
    const outcome = await act(actionOf(), '2026-03-01T10:00:02.000Z', deps, NEVER);
    expect(outcome).toMatchObject({ status: 'done', at: '2026-03-01T10:00:03.000Z' });
    expect(accounts.revoked).toEqual([]);
  });

  it('waits for the provider to show an earlier go, and only then acts again', async () => {
    const { accounts, deps } = setUp();
    accounts.validFrom = '2026-02-01T00:00:00.000Z';
    const previous = '2026-03-01T10:00:02.000Z';
    await expect(act(actionOf(), previous, deps, NEVER)).resolves.toEqual({
      status: 'waiting',
      askAgainAt: '2026-03-01T10:02:02.000Z',
    });
    expect(accounts.revoked).toEqual([]);
    deps.clock.move(120_000);
    await expect(act(actionOf(), previous, deps, NEVER)).resolves.toMatchObject({ status: 'done' });
    expect(accounts.revoked).toEqual([ID]);
  });

  it('a lasting refusal is a fact for a person, a passing one is raised', async () => {
    const { accounts, deps } = setUp();
    accounts.failure = new OutsideError('permission', 'privileged account');
    await expect(act(actionOf(), null, deps, NEVER).catch(outcomeOf)).resolves.toEqual({
      status: 'failed',
      detail: 'privileged account',
    });
    accounts.failure = new OutsideError('throttled', 'too many calls');
    await expect(act(actionOf(), null, deps, NEVER).catch(outcomeOf)).rejects.toThrow('too many calls');
  });
});

describe('the check after an act', () => {
  const done = actionOf({ attemptedAt: '2026-03-01T10:00:02.000Z', doneAt: '2026-03-01T10:00:03.000Z' });
  it.each([
    { name: 'sessions begun before are void', validFrom: '2026-03-01T10:00:04.000Z', expected: 'yes' },
    { name: 'clocks differ by seconds', validFrom: '2026-03-01T09:59:59.000Z', expected: 'yes' },
    { name: 'the provider shows an older date', validFrom: '2026-02-01T00:00:00.000Z', expected: 'not-yet' },
    { name: 'the provider does not say', validFrom: null, expected: 'unknown' },
    {
      name: 'ten minutes later by our clock than by the provider’s',
      validFrom: '2026-03-01T09:50:03.000Z',
      aheadMs: -600_000,
      expected: 'yes',
    },
    {
      name: 'ten minutes later by the provider’s clock: the date is of something before the act',
      validFrom: '2026-03-01T10:05:00.000Z',
      aheadMs: 600_000,
      expected: 'not-yet',
    },
    {
      name: 'ten minutes later by the provider’s clock, and moved',
      validFrom: '2026-03-01T10:10:03.000Z',
      aheadMs: 600_000,
      expected: 'yes',
    },
  ])('$name: $expected', async ({ validFrom, aheadMs, expected }) => {
    const { accounts, deps } = setUp();
    accounts.validFrom = validFrom;
    accounts.toldAt = aheadMs === undefined ? null : toInstant(deps.clock.nowMs() + aheadMs);
    await expect(verifyRevoke(done, ID, deps, NEVER)).resolves.toBe(expected);
  });
});
