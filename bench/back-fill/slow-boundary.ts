import { setTimeout as sleep } from 'node:timers/promises';
import type { Boundary } from '../../agent/model/ports.js';

const TO_THE_PROVIDER = /^(graph|management):/;

/** The simulated tenant answers from the same machine; the answers of a real one are some hundred milliseconds away. */
export function slowBoundary(latencyMs: number): Boundary {
  return {
    async cross(name, act) {
      const answer = await act();
      if (TO_THE_PROVIDER.test(name)) await sleep(latencyMs);
      return answer;
    },
  };
}
