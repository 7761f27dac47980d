import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import { createMemory } from '../../../agent/detect/behaviour/memory.js';
import { weighContext, weighNovelty } from '../../../agent/detect/behaviour/novelty.js';
import type { LearningTuning, Tuning } from '../../../agent/model/tuning.js';
import { event, HOTEL, habit, STRANGER, TUNING, timeline } from './timeline-builder.js';

function tuned(learning: Partial<LearningTuning>): Tuning {
  return { ...TUNING, learning: { ...TUNING.learning, ...learning } };
}

const ONE_DAY = tuned({ coldStart: [{ noveltyCap: 100, contextShare: 0.1 }], firstShare: 0.5, wholeDays: 3 });

describe('what something new counts by the days that an account is known', () => {
  it.each([
    { days: 0, novelty: 250, context: 0 },
    { days: 1, novelty: 400, context: 200 },
    { days: 4, novelty: 1000, context: 500 },
    { days: 5, novelty: 1600, context: 1000 },
    { days: 14, novelty: 2000, context: 1000 },
    { days: 90, novelty: 2000, context: 1000 },
  ])('after $days days, as the product brings it', ({ days, novelty, context }) => {
    expect(weighNovelty(2000, days, TUNING)).toBeCloseTo(novelty, 6);
    expect(weighContext(1000, days, TUNING)).toBe(context);
  });

  it.each([
    { days: 0, novelty: 100, context: 100 },
    { days: 1, novelty: 1000, context: 1000 },
    { days: 2, novelty: 1500, context: 1000 },
    { days: 3, novelty: 2000, context: 1000 },
  ])('after $days days, where one day of learning is enough', ({ days, novelty, context }) => {
    expect(weighNovelty(2000, days, ONE_DAY)).toBeCloseTo(novelty, 6);
    expect(weighContext(1000, days, ONE_DAY)).toBe(context);
  });
});

describe('an account of two days', () => {
  const strange = event({ day: 2, hour: 10, session: 'x', network: HOTEL, client: STRANGER });
  const points = (tuning: Tuning): number =>
    detectBehaviours(timeline([...habit(2), strange]), tuning)
      .filter(({ points: some }) => some > 0)
      .reduce((sum, one) => sum + one.points, 0);

  it('is judged more strictly where fewer days of learning are wanted', () => {
    expect(points(TUNING)).toBe(2000);
    // New providers on two of four days are less of a surprise, whatever the learning.
    expect(points(ONE_DAY)).toBe(2529);
  });
});

describe('what a suspect session shows', () => {
  it.each([
    { suspectDays: 2, suspectSpanDays: 1, knownOn: 1 },
    { suspectDays: 2, suspectSpanDays: 4, knownOn: 4 },
    { suspectDays: 6, suspectSpanDays: 1, knownOn: 5 },
  ])('is known after $suspectDays days that span $suspectSpanDays', ({ knownOn, ...learning }) => {
    const memory = createMemory(tuned(learning));
    const days = Array.from({ length: 8 }, (_, day) => day);
    const known = days.filter((day) => {
      memory.learnSlowly('asn:1', day);
      return memory.knows('asn:1');
    });
    expect(known[0]).toBe(knownOn);
  });
});
