/** What a condition is about, kept while a window slides over records. Records are named by their places in time. */
export interface Measure {
  /** A record enters at the window's end. */
  add(place: number): void;
  /** The oldest record leaves at the window's beginning. */
  remove(place: number): void;
  /** Whether the condition holds for what lies in the window. `begin` is the time of its first record. */
  isMet(begin: number): boolean;
}
