/** Numbers that follow from a seed (mulberry32), so that two runs measure the same. */
export interface Seeded {
  /** From 0 up to, and without, `limit`. */
  below(limit: number): number;
  pick<T>(values: readonly [T, ...T[]]): T;
  hex(digits: number): string;
  guid(): string;
}

export function createSeeded(seed: number): Seeded {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    below,
    hex,
    pick: (values) => values[below(values.length)] ?? values[0],
    guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
