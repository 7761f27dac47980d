import type { Sighting } from '../correlation.js';

/** A record with long lists in several fields would make more combinations than anybody means. */
const MAX_COMBINATIONS = 100;
/** Sums of more could overflow; no log counts so far. */
const MAX_NUMBER = 1e150;

/**
 * Every combination of one value of each field, in lower case, as texts that can be told apart. Empty when a field is
 * missing: a record without it belongs nowhere. Without fields: the one combination of nothing.
 */
export function combinationsOf({ values }: Sighting, fields: readonly string[]): readonly string[] {
  let combinations: readonly (readonly string[])[] = [[]];
  for (const field of fields) {
    const found = new Set((values.get(field.toLowerCase()) ?? []).map((value) => value.toLowerCase()));
    combinations = combinations
      .flatMap((before) => [...found].map((value) => [...before, value]))
      .slice(0, MAX_COMBINATIONS);
  }
  return combinations.map((combination) => JSON.stringify(combination));
}

/** The numbers that stand in the fields; anything else is left out. */
export function numbersOf({ values }: Sighting, fields: readonly string[]): readonly number[] {
  return fields
    .flatMap((field) => values.get(field.toLowerCase()) ?? [])
    .filter((text) => text.trim() !== '')
    .map(Number)
    .filter((value) => Math.abs(value) <= MAX_NUMBER);
}
