import type { WorldOptions } from '../tenant.js';

/** The story needs some people to happen to and some days before it. */
export const SMALLEST_WORLD = { mailboxes: 6, days: 2 } as const;

/** Raises a RangeError that says which option is wrong and what it must be. */
export function checkOptions({ mailboxes, days, speed, startMs }: WorldOptions): void {
  if (!Number.isInteger(mailboxes) || mailboxes < SMALLEST_WORLD.mailboxes) {
    throw new RangeError(
      `mailboxes: expected a whole number of at least ${SMALLEST_WORLD.mailboxes}, got ${mailboxes}`,
    );
  }
  if (!Number.isInteger(days) || days < SMALLEST_WORLD.days) {
    throw new RangeError(`days: expected a whole number of at least ${SMALLEST_WORLD.days}, got ${days}`);
  }
  if (!(speed >= 1 && Number.isFinite(speed)))
    throw new RangeError(`speed: expected 1 or more, got ${speed}`);
  if (!Number.isFinite(startMs)) throw new RangeError('startMs: expected milliseconds since 1970');
}
