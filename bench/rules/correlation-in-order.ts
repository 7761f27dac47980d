import type { Correlation } from '../../agent/detect/correlation/correlation.js';
import { GroupMemory } from '../../agent/detect/correlation/memory/group-memory.js';
import { createSeeded } from './seeded.js';

export interface InOrderRun {
  /** Matches a second of CPU time, hashing of names left out. */
  readonly perSecond: number;
  /** What the state takes, as the process sees it. */
  readonly megabytes: number;
}

const BUDGET_BYTES = 256 * 1024 * 1024;
const STEP_MS = 20;
const START_MS = 1_772_000_000_000;

/** Matches of random users, each a little later than the one before, through the memory of one correlation. */
export function inOrderRun(correlation: Correlation, keys: number, events: number): InOrderRun {
  const random = createSeeded(7);
  const users = Uint32Array.from({ length: events }, () => random.below(keys));
  const match = { at: START_MS, stage: 0, keys: [1], needsCredential: true };
  global.gc?.();
  const before = process.memoryUsage();
  const memory = GroupMemory.for(correlation, BUDGET_BYTES);
  if (memory === null) throw new Error('this correlation has no short form');
  const began = process.cpuUsage();
  for (let at = 0; at < events; at += 1) {
    const user = users[at] ?? 0;
    const [high, low] = [Math.imul(user, 0x9e37_79b1) >>> 0, Math.imul(user, 0x85eb_ca6b) >>> 0];
    match.at = START_MS + at * STEP_MS;
    match.stage = at % 3;
    match.keys[0] = (at % 7) + 1;
    if (memory.addHash(high, low, match) !== 'unclear') continue;
    // A new group, or one in which an episode begins, which the pipeline would look up: it is learned as empty here.
    if (memory.admitHash(high, low)) memory.addHash(high, low, match);
  }
  const cpu = process.cpuUsage(began);
  global.gc?.();
  const after = process.memoryUsage();
  if (memory.counts.evicted > 0) throw new Error('the budget was too small');
  const grown = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
  return { perSecond: (events * 1e6) / (cpu.user + cpu.system), megabytes: grown / 1_048_576 };
}
