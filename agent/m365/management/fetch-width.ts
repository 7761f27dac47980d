/** How many contents of the feed are fetched at a time. */
export interface FetchWidth {
  readonly now: () => number;
  /** One content of so many rows has come. */
  note(rows: number): void;
}

/** At some 300 ms a call this many use up the feed's 2,000 a minute ("Management Activity API reference", throttling). */
const MOST = 12;
const FEWEST = 4;
/** Not many more rows than this are held at a time, where contents are as large as those before. */
const ROWS_AT_ONCE = 6_000;
/** A large content counts at once, small ones after it little by little. */
const FADING = 0.8;

/** Few at first, since contents have no stated size, and while they are large; more while they are small. */
export function createFetchWidth(): FetchWidth {
  let usualRows = ROWS_AT_ONCE / FEWEST;
  return {
    now: () => Math.max(FEWEST, Math.min(MOST, Math.floor(ROWS_AT_ONCE / usualRows))),
    note(rows) {
      usualRows = Math.max(1, rows, usualRows * FADING);
    },
  };
}
