import type { Tuning } from '../../model/tuning.js';

/** What an account is used to. Values are texts such as `asn:3320`; days are whole days since the epoch. */
export interface Memory {
  knows(value: string): boolean;
  /** Distinct days on which the value was learned. */
  days(value: string): number;
  /** How many values of a kind, such as `asn`, are known. */
  count(kind: string): number;
  learn(value: string, day: number): void;
  /** For what a suspect session shows: known only after some distinct days that span a time (`learning`). */
  learnSlowly(value: string, day: number): void;
  /** Distinct days with any act before this one. */
  historyDays(day: number): number;
  markActive(day: number): void;
}

interface Days {
  count: number;
  first: number;
  last: number;
}

/** An empty memory. Days must come in order. Counting days, not events, keeps a busy intruder from becoming the habit. */
export function createMemory({ learning }: Pick<Tuning, 'learning'>): Memory {
  const learned = new Map<string, Days>();
  const doubtful = new Map<string, Days>();
  const kinds = new Map<string, number>();
  const active = { count: 0, last: Number.NEGATIVE_INFINITY };
  return {
    knows: (value) => learned.has(value),
    days: (value) => learned.get(value)?.count ?? 0,
    count: (kind) => kinds.get(kind) ?? 0,
    learn(value, day) {
      if (!learned.has(value)) {
        const kind = kindOf(value);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
      addDay(learned, value, day);
    },
    learnSlowly(value, day) {
      const days = addDay(doubtful, value, day);
      const { suspectDays, suspectSpanDays } = learning;
      if (days.count >= suspectDays && days.last - days.first >= suspectSpanDays) this.learn(value, day);
    },
    historyDays: (day) => active.count - (active.last === day ? 1 : 0),
    markActive(day) {
      if (active.last === day) return;
      active.count += 1;
      active.last = day;
    },
  };
}

function kindOf(value: string): string {
  return value.slice(0, value.indexOf(':'));
}

function addDay(days: Map<string, Days>, value: string, day: number): Days {
  const known = days.get(value);
  if (known === undefined) {
    const fresh = { count: 1, first: day, last: day };
    days.set(value, fresh);
    return fresh;
  }
  if (known.last !== day) {
    known.count += 1;
    known.last = day;
  }
  return known;
}
