import { type Config, loadConfig } from '../config.js';
import { InputError } from '../model/errors.js';
import type { Incident } from '../model/incident.js';
import type { StoreReads } from '../model/store.js';
import { openBoundary } from '../runtime/boundary.js';
import { openStore } from '../store/open-store.js';
import type { CommandIo } from './io.js';

/** Runs reads of the store that a configuration names. Raises `InputError` and `StoreError`. */
export async function readStore<T>(
  file: string,
  io: CommandIo,
  work: (reads: StoreReads, config: Config) => Promise<T>,
): Promise<T> {
  const config = loadConfig(file, io.env);
  const store = await openStore({ ...config.store, boundary: openBoundary });
  try {
    return await store.read((reads) => work(reads, config));
  } finally {
    await store.close();
  }
}

/** The incident of an id or alias. Raises `InputError` where there is none. */
export async function knownIncident(id: string, reads: StoreReads): Promise<Incident> {
  const incident = await reads.incident(id);
  if (incident !== null) return incident;
  const message = 'there is no such incident; `mailwarden incidents list` names them';
  throw new InputError([{ file: id, line: null, column: null, message }]);
}
