import { describe, expect, it } from 'vitest';
import { OutsideError, type OutsideErrorKind } from '../../agent/model/errors.js';
import { MINUTE_MS } from '../../agent/model/time.js';
import { createPatience } from '../../agent/pull/patience.js';
import { handClock } from '../respond/fake-ports.js';

const WINDOW = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-02T09:00:00.000Z' };

/** What is named after so many failures, one every four minutes. */
function failing(kind: OutsideErrorKind, failures: number) {
  const clock = handClock('2026-03-02T12:00:00.000Z');
  const patience = createPatience(clock);
  let named = null;
  for (let nth = 0; nth < failures; nth += 1) {
    named = patience.afterFailure(WINDOW, new OutsideError(kind, 'it failed'));
    clock.move(4 * MINUTE_MS);
  }
  return named;
}

describe('a window that keeps failing', () => {
  it.each<{ kind: OutsideErrorKind; reason: string }>([
    { kind: 'server-error', reason: 'outage' },
    { kind: 'timeout', reason: 'outage' },
    { kind: 'throttled', reason: 'throttled-out' },
    // The same page, for ever too long or refused, must not hold up all that comes after it.
    { kind: 'refused', reason: 'outage' },
    { kind: 'malformed-answer', reason: 'outage' },
    { kind: 'not-found', reason: 'outage' },
  ])('$kind: is tried four times in a row, then named and left to the repair', ({ kind, reason }) => {
    expect(failing(kind, 4)).toBeNull();
    expect(failing(kind, 5)).toEqual({ ...WINDOW, reason, detail: 'it failed' });
  });

  it.each<OutsideErrorKind>(['credential', 'permission', 'aborted'])(
    '%s: is never left, since it is not the window that fails',
    (kind) => {
      expect(failing(kind, 20)).toBeNull();
    },
  );
});
