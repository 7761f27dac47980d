import { createHash } from 'node:crypto';
import type { AccessEvent } from '../model/access-event.js';

/** Keeps what was opened lately, by its content. */
export interface PartMemory {
  /** The events of a packed part, opened by `open` unless they are kept. They are shared: nobody may change them. */
  open(payload: Uint8Array, open: (payload: Uint8Array) => readonly AccessEvent[]): readonly AccessEvent[];
}

/** Digests of parts that were opened once; some 80 bytes each. */
const MOST_MET = 20_000;

/**
 * An account with a fresh incident is looked at with every batch, and most of the cost is opening its past. A part is kept
 * from the second time on that it is opened within a while, so that a pass over thousands of accounts drives nobody out. Known
 * by the digest of its bytes: what is stored anew is opened anew, and a transaction that is rolled back leaves nothing wrong.
 */
export function createPartMemory(mostEvents: number): PartMemory {
  /** The one used longest ago first. */
  const kept = new Map<string, readonly AccessEvent[]>();
  const met = new Set<string>();
  let events = 0;

  function keep(digest: string, part: readonly AccessEvent[]): void {
    kept.set(digest, part);
    events += part.length;
    for (const [oldest, its] of kept) {
      if (events <= mostEvents) return;
      kept.delete(oldest);
      events -= its.length;
    }
  }

  return {
    open(payload, open) {
      const digest = createHash('sha256').update(payload).digest('base64');
      const known = kept.get(digest);
      if (known !== undefined) {
        kept.delete(digest);
        kept.set(digest, known);
        return known;
      }
      const part = open(payload);
      if (met.delete(digest)) keep(digest, part);
      else meet(met, digest);
      return part;
    },
  };
}

function meet(met: Set<string>, digest: string): void {
  met.add(digest);
  const [oldest] = met;
  if (met.size > MOST_MET && oldest !== undefined) met.delete(oldest);
}
