import { readFileSync } from 'node:fs';
import type { StoreReads } from '../../agent/model/store.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import type { AgentPlace } from './tenant.js';

/** Reads what an agent left in its store. */
export async function readStore<T>(place: AgentPlace, read: (reads: StoreReads) => Promise<T>): Promise<T> {
  const { store } = JSON.parse(readFileSync(place.config, 'utf8')) as { store: { key: { file: string } } };
  const key = Buffer.from(readFileSync(store.key.file, 'utf8').trim());
  const opened = await openStore({ file: place.store, key, boundary: openBoundary });
  try {
    return await opened.read(read);
  } finally {
    await opened.close();
  }
}
