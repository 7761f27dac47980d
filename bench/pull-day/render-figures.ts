import type { Figures } from './figures.js';

/** The figures as a table for people. */
export function renderFigures(figures: Figures): string {
  const needed = figures.records / figures.sliceSeconds;
  const heads: readonly (readonly [string, string])[] = [
    ['mailboxes', whole(figures.mailboxes)],
    ['days stored before', whole(figures.historyDays)],
    [
      'records',
      `${whole(figures.records)} (${whole(figures.fresh)} new), ${whole(figures.bytesPerRecordSent)} bytes each`,
    ],
    [
      'time',
      `${figures.seconds.toFixed(1)} s (${figures.cpuSeconds.toFixed(1)} s of processor) for a slice of ${whole(figures.sliceSeconds)} s`,
    ],
    ['records a second', `${whole(figures.recordsPerSecond)} (the slice brings ${whole(needed)})`],
    ['faster than the slice', `${figures.timesFasterThanSlice.toFixed(2)} times`],
    ['beside JSON.parse alone', `${figures.timesParse.toFixed(1)} times its time`],
    ['peak memory', `${whole(figures.peakRssMb)} MB`],
    ['on disk', `${whole(figures.bytesPerRecordStored)} bytes a record`],
    ['incidents', whole(figures.incidents)],
  ];
  const stages = figures.stages.map(
    (one) =>
      `${one.stage.padEnd(46)} ${one.seconds.toFixed(2).padStart(9)} ${one.perRecordUs.toFixed(1).padStart(9)} ${one.timesParse.toFixed(2).padStart(9)}`,
  );
  return [
    ...heads.map(([name, value]) => `${name.padEnd(24)} ${value}`),
    '',
    `${'stage'.padEnd(46)} ${'s'.padStart(9)} ${'us/record'.padStart(9)} ${'x parse'.padStart(9)}`,
    ...stages,
    '',
  ].join('\n');
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
