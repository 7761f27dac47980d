import { OutsideError } from '../model/errors.js';
import type { Containment } from '../model/ports.js';

/** Looks and never acts: what hangs behind the port in observe mode, so that no path through the code can act. */
export function observeOnly(real: Containment): Containment {
  return {
    async revokeSessions() {
      throw new OutsideError('refused', 'observe mode: nothing is done', { code: 'observe-mode' });
    },
    sessionsValidFrom: (userId, signal) => real.sessionsValidFrom(userId, signal),
  };
}
