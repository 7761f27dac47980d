import type { Correlation, Sighting } from '../../agent/detect/correlation/correlation.js';
import { judgeGroup } from '../../agent/detect/correlation/judge-group.js';

export interface GroupRun {
  /** CPU time of judging the whole group, for each of its records. */
  readonly usEach: number;
  readonly held: number;
}

const START_MS = 1_772_000_000_000;
const ROUNDS = 3;

/**
 * A group that somebody filled on purpose: all of it lies in one window, all values differ, and of a chain only the first two rules
 * come again and again, after the last one was seen. The fastest of some rounds.
 */
export function groupRun(correlation: Correlation, records: number): GroupRun {
  const sightings = hostileGroup(records);
  const runs = Array.from({ length: ROUNDS }, (): GroupRun => {
    const began = process.cpuUsage();
    const held = judgeGroup(correlation, sightings).filter(({ mark }) => mark.isHeld).length;
    const { user, system } = process.cpuUsage(began);
    return { usEach: (user + system) / records, held };
  });
  return runs.reduce((best, run) => (run.usEach < best.usEach ? run : best));
}

function hostileGroup(records: number): readonly Sighting[] {
  return Array.from({ length: records }, (_, at) => ({
    rule: at === 0 ? 'c' : at % 2 === 0 ? 'b' : 'a',
    record: String(at).padStart(8, '0'),
    at: START_MS + at,
    values: new Map([
      ['user', ['one']],
      ['address', [`address ${at}`]],
      ['bytes', [String(at % 1_000)]],
    ]),
  }));
}
