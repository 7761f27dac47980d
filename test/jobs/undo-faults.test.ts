import { describe, expect, it } from 'vitest';
import { spread } from '../end-to-end/kill.js';
import { STEP_CASES } from './step-cases.js';
import {
  actionIn,
  failEachOnce,
  LASTING,
  LATER_MS,
  Life,
  ledgerIn,
  live,
  PASSING,
  prepareUndo,
  refuse,
  runRounds,
} from './step-lives.js';

const POINTS = 4;
const LEASE_MS = 6 * 60_000;

describe.each(STEP_CASES.filter(({ undone }) => undone !== null))('taking back $kind', (step) => {
  const changes = [...step.changes, ...(step.undone ?? [])];

  it(`killed at ${POINTS} crossings and started again: taken back once, and told by the ledger`, async () => {
    const whole = await prepareUndo(step);
    const undisturbed = new Life(null);
    await live(whole, undisturbed);
    whole.remove();
    for (const point of spread(undisturbed.points, POINTS)) {
      const place = await prepareUndo(step);
      await live(place, new Life(point));
      place.bench.clock.move(LATER_MS);
      await live(place, new Life(null));
      expect(place.bench.accounts.changes, `killed at ${point}`).toEqual(changes);
      expect((await actionIn(place))?.status, `killed at ${point}`).toBe('undone');
      const told = await ledgerIn(place);
      expect(told.lastIndexOf('call-sent'), `killed at ${point}`).toBeGreaterThan(told.indexOf('verified'));
      expect(told.at(-1), `killed at ${point}`).toBe('undone');
      place.remove();
    }
  }, 120_000);

  it.each(PASSING)('every call $kind, $when it took: taken back once', async (fault) => {
    const place = await prepareUndo(step);
    const failed = failEachOnce(place.bench.accounts, fault);
    await runRounds(place, 8);
    expect(failed.size).toBeGreaterThan(0);
    expect(place.bench.accounts.changes).toEqual(changes);
    expect((await actionIn(place))?.status).toBe('undone');
    place.remove();
  });

  it('an answer that takes longer than the lease of its job: taken back once', async () => {
    const place = await prepareUndo(step);
    const { accounts, clock } = place.bench;
    accounts.onCall = (_name, when) => {
      if (when === 'before') clock.move(LEASE_MS);
    };
    await runRounds(place, 3);
    expect(accounts.changes).toEqual(changes);
    expect((await actionIn(place))?.status).toBe('undone');
    place.remove();
  });

  it.each(LASTING)('any call refused for good, by %s: said, and not tried again', async (kind) => {
    const whole = await prepareUndo(step);
    await runRounds(whole, 1);
    whole.remove();
    for (const refused of new Set(whole.bench.accounts.calls)) {
      const place = await prepareUndo(step);
      const { accounts } = place.bench;
      refuse(accounts, refused, kind);
      await runRounds(place, 3);
      expect(await actionIn(place), refused).toMatchObject({
        status: 'done',
        reason: expect.stringMatching(/could not be taken back: .*refused/),
      });
      const calls = accounts.calls.length;
      await runRounds(place, 2);
      expect(accounts.calls, refused).toHaveLength(calls);
      place.remove();
    }
  });
});
