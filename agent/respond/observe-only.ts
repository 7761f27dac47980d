import { OutsideError } from '../model/errors.js';
import type { Containment } from '../model/ports.js';
import { aroundChanges } from './around-changes.js';

/** Looks and never acts: what hangs behind the port in observe mode, so that no path through the code can act. */
export function observeOnly(real: Containment): Containment {
  return aroundChanges(real, async () => {
    throw new OutsideError('refused', 'observe mode: nothing is done', { code: 'observe-mode' });
  });
}
