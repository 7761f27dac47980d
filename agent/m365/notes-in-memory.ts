import type { Notes } from '../model/notes.js';

/** Notes that end with this process, for a look that begins nothing. */
export function notesInMemory(): Notes {
  const notes = new Map<string, string>();
  return {
    read: async (name) => notes.get(name) ?? null,
    change: async (name, change) => {
      notes.set(name, change(notes.get(name) ?? null));
    },
  };
}
