/** SQLite binds at most 32,766 values in one statement, PostgreSQL 65,535; long statements gain nothing either. */
const LOOKUP_KEYS = 500;
const INSERT_VALUES = 1_500;

/** Rows found for many keys, asked in `in (...)` lists of a bounded length. */
export async function lookUp<T>(
  keys: readonly string[],
  find: (some: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const some of chunksOf(keys, LOOKUP_KEYS)) found.push(...(await find(some)));
  return found;
}

/** Does something for many keys, in lists of a bounded length. */
export async function forChunks(
  keys: readonly string[],
  act: (some: readonly string[]) => Promise<unknown>,
): Promise<void> {
  for (const some of chunksOf(keys, LOOKUP_KEYS)) await act(some);
}

/** Inserts many rows, several in one statement. */
export async function insertRows<T extends object>(
  rows: readonly T[],
  insert: (some: readonly T[]) => Promise<unknown>,
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const size = Math.max(1, Math.floor(INSERT_VALUES / Object.keys(first).length));
  for (const some of chunksOf(rows, size)) await insert(some);
}

function* chunksOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
