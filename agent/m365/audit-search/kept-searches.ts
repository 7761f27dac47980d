import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { Notes } from '../../model/notes.js';
import type { Clock, Window } from '../../model/ports.js';
import { DAY_MS } from '../../model/time.js';

/**
 * Searches of one log that were ordered and not read to their end: each counts against the tenant's day and may take hours, so a
 * restart goes on waiting for the same ones. By window; two of one window are two runs.
 */
export interface KeptSearches {
  /** In the order in which they were ordered. */
  idsOf(window: Window): Promise<readonly string[]>;
  keep(window: Window, id: string): Promise<void>;
  /** One search, or all of the window. */
  forget(window: Window, id?: string): Promise<void>;
}

interface Kept extends Window {
  readonly id: string;
  readonly orderedAtMs: number;
}

/** Not stated how long a search can be read; what is older than this is ordered anew. */
const KEPT_MS = 2 * DAY_MS;

export function createKeptSearches(log: string, notes: Notes, clock: Clock): KeptSearches {
  const name = `audit-searches:${log}`;
  const isYoung = ({ orderedAtMs }: Kept): boolean => orderedAtMs > clock.nowMs() - KEPT_MS;
  const isOf =
    ({ from, to }: Window) =>
    (one: Kept): boolean =>
      one.from === from && one.to === to;

  function change(act: (kept: readonly Kept[]) => readonly Kept[]): Promise<void> {
    return notes.change(name, (text) => JSON.stringify(act(parse(text).filter(isYoung))));
  }

  return {
    async idsOf(window) {
      const kept = parse(await notes.read(name)).filter(isYoung);
      return kept.filter(isOf(window)).map(({ id }) => id);
    },
    keep: ({ from, to }, id) => change((kept) => [...kept, { from, to, id, orderedAtMs: clock.nowMs() }]),
    forget: (window, id) =>
      change((kept) => kept.filter((one) => !isOf(window)(one) || (id !== undefined && one.id !== id))),
  };
}

/** What cannot be read was never kept: the searches are ordered anew. */
function parse(text: string | null): readonly Kept[] {
  if (text === null) return [];
  const stored = JSON.parse(text) as JsonValue;
  return Array.isArray(stored) ? stored.flatMap(toKept) : [];
}

function toKept(value: JsonValue): readonly Kept[] {
  const { from, to, id, orderedAtMs } = isJsonObject(value) ? value : {};
  return typeof from === 'string' &&
    typeof to === 'string' &&
    typeof id === 'string' &&
    typeof orderedAtMs === 'number'
    ? [{ from, to, id, orderedAtMs }]
    : [];
}
