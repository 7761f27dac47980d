import { readFileSync } from 'node:fs';

/** One call as the simulated tenant answered it. */
export interface JournalCall {
  readonly atMs: number;
  readonly origin: string;
  readonly route: string;
  readonly status: number | null;
}

/** Reads the calls of a tenant's journal, in the order of their coming. */
export function readJournal(file: string): readonly JournalCall[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalCall)
    .filter((call) => call.route !== undefined)
    .toSorted((a, b) => a.atMs - b.atMs);
}
