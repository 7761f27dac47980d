/** A line of a file in other words. */
export interface LineChange {
  /** One-based. */
  readonly line: number;
  readonly text: string;
}

const CONTEXT = 3;

/** A unified diff of one file, as `patch -p0` and `git apply -p0` take it; empty without a change. Lines are only ever replaced. */
export function renderDiff(file: string, text: string, changes: readonly LineChange[]): string {
  const lines = text.split('\n');
  // A text that ends with a line feed has no line after it.
  if (lines.at(-1) === '') lines.pop();
  const byLine = new Map(changes.map((change) => [change.line, change.text]));
  const hunks = hunksOf(
    [...byLine.keys()].sort((a, b) => a - b),
    lines.length,
  );
  if (hunks.length === 0) return '';
  const body = hunks.map((hunk) => renderHunk(hunk, lines, byLine, text.endsWith('\n')));
  return [`--- ${file}\n+++ ${file}\n`, ...body].join('');
}

interface Hunk {
  /** One-based, both inclusive. */
  readonly first: number;
  readonly last: number;
}

/** Changes whose context would overlap share a hunk. */
function hunksOf(changed: readonly number[], count: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const line of changed) {
    const last = Math.min(count, line + CONTEXT);
    const before = hunks.at(-1);
    if (before !== undefined && line - CONTEXT <= before.last + 1)
      hunks[hunks.length - 1] = { ...before, last };
    else hunks.push({ first: Math.max(1, line - CONTEXT), last });
  }
  return hunks;
}

function renderHunk(
  { first, last }: Hunk,
  lines: readonly string[],
  byLine: ReadonlyMap<number, string>,
  endsWithFeed: boolean,
): string {
  const length = last - first + 1;
  const rows = [`@@ -${first},${length} +${first},${length} @@\n`];
  for (let line = first; line <= last; line += 1) {
    const before = lines[line - 1] ?? '';
    const after = byLine.get(line);
    const end = line === lines.length && !endsWithFeed ? '\n\\ No newline at end of file\n' : '\n';
    if (after === undefined) rows.push(` ${before}${end}`);
    else rows.push(`-${before}${end}`, `+${after}${end}`);
  }
  return rows.join('');
}
