import { describe, expect, it } from 'vitest';
import { hearEvictions } from '../../agent/commands/hear-evictions.js';
import type { Log } from '../../agent/model/ports.js';
import { fixedClock } from '../../agent/runtime/clock.js';
import { createMeter } from '../../agent/runtime/metrics/create-meter.js';

describe('what the memory of correlations had no room for', () => {
  const logged: object[] = [];
  const note = (fields: object): void => {
    logged.push(fields);
  };
  const log: Log = { debug: note, info: note, warn: note, error: note };

  it('is counted in full over reloads; the log tells of it once, and again when there is much more', () => {
    const meter = createMeter(fixedClock(0));
    const hear = hearEvictions(meter, log);
    hear({ correlation: 'sprayed', evicted: 1, turnedAway: 2 });
    hear({ correlation: 'sprayed', evicted: 3, turnedAway: 0 });
    hear({ correlation: 'sprayed', evicted: 0, turnedAway: 9_999 });
    const afterReload = hearEvictions(meter, log);
    afterReload({ correlation: 'guessed', evicted: 5, turnedAway: 0 });
    expect(meter.figures().correlationRoom).toEqual([
      { name: 'sprayed', outcome: 'evicted', count: 4 },
      { name: 'sprayed', outcome: 'turned-away', count: 10_001 },
      { name: 'guessed', outcome: 'evicted', count: 5 },
    ]);
    expect(logged).toEqual([
      { correlation: 'sprayed', evicted: 1, turnedAway: 2 },
      { correlation: 'sprayed', evicted: 3, turnedAway: 9_999 },
      { correlation: 'guessed', evicted: 5, turnedAway: 0 },
    ]);
  });
});
