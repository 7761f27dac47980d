import { InvalidArgumentError } from 'commander';
import { type Config, loadConfig } from '../../config.js';
import type { StoreReads } from '../../model/store.js';
import { DAY_MS, HOUR_MS, type Instant, parseInstant, shift } from '../../model/time.js';
import { openBoundary } from '../../runtime/boundary.js';
import { openStore } from '../../store/open-store.js';
import type { CommandIo } from '../io.js';

/** Reads the store of a configuration in one consistent state, which an agent may go on writing to. Never writes. */
export async function readHistory<T>(
  file: string,
  io: CommandIo,
  work: (reads: StoreReads, config: Config) => Promise<T>,
): Promise<T> {
  const config = loadConfig(file, io.env);
  const store = await openStore({ ...config.store, boundary: openBoundary, isReadOnly: true });
  try {
    return await store.read((reads) => work(reads, config));
  } finally {
    await store.close();
  }
}

/** Reads a time of the command line: a date, an instant, or an age such as `30d` or `12h` before now. */
export function sinceOption(now: () => Instant): (text: string) => Instant {
  return (text) => {
    const age = /^(\d{1,5})([dh])$/.exec(text.trim());
    const instant =
      age === null ? parseInstant(text) : shift(now(), -Number(age[1]) * (age[2] === 'd' ? DAY_MS : HOUR_MS));
    if (instant === null)
      throw new InvalidArgumentError('expected a time such as 2026-03-01, 2026-03-01T08:00:00Z, 30d or 12h');
    return instant;
  };
}

/** Tells a person at a terminal how far it is; `null` wipes the line. */
export function showProgress(io: CommandIo, text: string | null): void {
  if (io.isTerminal) io.err(`\r${text ?? ''}\u001b[K`);
}
