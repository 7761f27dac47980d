import type { Notes } from '../model/notes.js';
import type { Store } from '../model/store.js';

/** Notes that survive a restart. Each raises `StoreError`. */
export function keepNotes(store: Store): Notes {
  const keyOf = (name: string): string => `note:${name}`;
  return {
    read: (name) => store.read((reads) => reads.meta(keyOf(name))),
    change: (name, change) =>
      store.write('note', async (tx) => tx.putMeta(keyOf(name), change(await tx.meta(keyOf(name))))),
  };
}
