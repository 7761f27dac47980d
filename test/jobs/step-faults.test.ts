import { describe, expect, it } from 'vitest';
import { spread } from '../end-to-end/kill.js';
import { STEP_CASES, type StepCase } from './step-cases.js';
import {
  actionIn,
  failEachOnce,
  LASTING,
  LATER_MS,
  Life,
  ledgerIn,
  live,
  PASSING,
  prepare,
  refuse,
  runRounds,
} from './step-lives.js';

/** Of each step, spread over its whole life, both ends among them. */
const POINTS = 4;
/** Longer than a job is leased for. */
const LEASE_MS = 6 * 60_000;

/** Names of the calls that the step takes, each once. */
async function callsOf(step: StepCase): Promise<ReadonlySet<string>> {
  const place = await prepare(step);
  await runRounds(place, 2);
  place.remove();
  return new Set(place.bench.accounts.calls);
}

const REVOKE: StepCase = {
  kind: 'revoke-sessions',
  change: {},
  furnish: (accounts) => {
    accounts.validFrom = '2026-01-01T00:00:00.000Z';
  },
  changes: ['sessions ended'],
  undone: null,
};
const BY_NAME: StepCase = { ...REVOKE, change: { target: { id: null, upn: 'ann@contoso.com' } } };
const CASES = [REVOKE, ...STEP_CASES].map((step) => ({ name: step.kind as string, ...step }));

describe.each([...CASES, { name: 'revoke-sessions of an account known by its name', ...BY_NAME }])(
  '$name',
  (step) => {
    it(`killed at ${POINTS} crossings and started again: done once, verified, and told by the ledger`, async () => {
      const whole = await prepare(step);
      const undisturbed = new Life(null);
      await live(whole, undisturbed);
      whole.remove();
      expect(undisturbed.points).toBeGreaterThan(10);
      for (const point of spread(undisturbed.points, POINTS)) {
        const place = await prepare(step);
        await live(place, new Life(point));
        place.bench.clock.move(LATER_MS);
        await live(place, new Life(null));
        expect(place.bench.accounts.changes, `killed at ${point}`).toEqual(step.changes);
        expect(await actionIn(place), `killed at ${point}`).toMatchObject({
          status: 'done',
          verified: 'yes',
        });
        const told = await ledgerIn(place);
        const order = ['call-begun', 'call-sent', 'call-answered', 'verified'] as const;
        const places = order.map((kind) => told.indexOf(kind));
        expect(places, `killed at ${point}`).toEqual([...places].sort((a, b) => a - b));
        expect(places, `killed at ${point}`).not.toContain(-1);
        place.remove();
      }
    }, 120_000);

    it.each(PASSING)('every call $kind, $when it took: done once, and verified', async (fault) => {
      const place = await prepare(step);
      const failed = failEachOnce(place.bench.accounts, fault);
      await runRounds(place, 12);
      expect(failed.size).toBeGreaterThanOrEqual(2);
      expect(place.bench.accounts.changes).toEqual(step.changes);
      expect(await actionIn(place)).toMatchObject({ status: 'done', verified: 'yes' });
      place.remove();
    });

    it('an answer that takes longer than the lease of its job: done once, and verified', async () => {
      const place = await prepare(step);
      const { accounts, clock } = place.bench;
      accounts.onCall = (_name, when) => {
        if (when === 'before') clock.move(LEASE_MS);
      };
      await runRounds(place, 4);
      expect(accounts.changes).toEqual(step.changes);
      expect(await actionIn(place)).toMatchObject({ status: 'done', verified: 'yes' });
      place.remove();
    });

    it.each(LASTING)(
      'any call refused for good, by %s: loudly partial, and not tried again',
      async (kind) => {
        for (const refused of await callsOf(step)) {
          const place = await prepare(step);
          const { accounts, sink } = place.bench;
          refuse(accounts, refused, kind);
          await runRounds(place, 4);
          const action = await actionIn(place);
          expect(`${action?.status} ${action?.verified}`, refused).toMatch(/^(failed no|done unknown)$/);
          const told = sink.received.map(({ milestone }) => milestone);
          expect(told, refused).toContain('containment-failed');
          const calls = accounts.calls.length;
          await runRounds(place, 2);
          expect(accounts.calls, refused).toHaveLength(calls);
          place.remove();
        }
      },
      120_000,
    );
  },
);
