import type { SizeFigures } from './measure-size.js';

interface Column {
  readonly head: string;
  readonly of: (size: SizeFigures) => number;
  readonly digits: number;
  /** Whether what it holds is put beside the first size. */
  readonly isCompared: boolean;
}

const COLUMNS: readonly Column[] = [
  { head: 'users', of: (size) => size.users, digits: 0, isCompared: false },
  { head: 'records', of: (size) => size.records, digits: 0, isCompared: false },
  { head: 'slice s', of: (size) => size.sliceSeconds, digits: 0, isCompared: false },
  { head: 'cpu s', of: (size) => size.cpuSeconds, digits: 1, isCompared: false },
  { head: 'records/cpu s', of: (size) => size.recordsPerCpuSecond, digits: 0, isCompared: true },
  { head: 'peak MB', of: (size) => size.peakRssMb, digits: 0, isCompared: true },
  { head: 'store MB', of: (size) => size.storeMb, digits: 0, isCompared: true },
  { head: 'bytes/record', of: (size) => size.bytesPerRecord, digits: 0, isCompared: true },
  { head: 'incidents', of: (size) => size.incidents, digits: 0, isCompared: false },
];

/** One line a size; behind each figure that is compared, how many times that of the first size it is. */
export function renderGrowth(sizes: readonly SizeFigures[]): string {
  const [first] = sizes;
  const heads = COLUMNS.flatMap(({ head, isCompared }) => (isCompared ? [head, 'x'] : [head]));
  const rows = sizes.map((size) =>
    COLUMNS.flatMap(({ of, digits, isCompared }) => {
      const text = of(size).toLocaleString('en-US', {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
      return isCompared ? [text, timesOf(of(size), first === undefined ? 0 : of(first))] : [text];
    }),
  );
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [heads, ...rows]
    .map((row) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  '))
    .join('\n');
}

function timesOf(value: number, first: number): string {
  return first === 0 ? '-' : (value / first).toFixed(2);
}
