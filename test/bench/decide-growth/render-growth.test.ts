import { describe, expect, it } from 'vitest';
import type { SizeFigures } from '../../../bench/decide-growth/measure-size.js';
import { readOptions } from '../../../bench/decide-growth/options.js';
import { renderGrowth } from '../../../bench/decide-growth/render-growth.js';

const SMALL: SizeFigures = {
  users: 1_000,
  records: 5_000,
  sliceSeconds: 3_600,
  cpuSeconds: 2,
  recordsPerCpuSecond: 2_500,
  peakRssMb: 200,
  storeMb: 40,
  bytesPerRecord: 4_000,
  incidents: 0,
};

describe('the table of growth', () => {
  it('puts what is compared beside the first size', () => {
    const large = { ...SMALL, users: 10_000, recordsPerCpuSecond: 1_250, peakRssMb: 220, storeMb: 80 };
    const [, first, second] = renderGrowth([SMALL, large]).split('\n').map(cellsOf);
    expect(first).toEqual([
      '1,000',
      '5,000',
      '3,600',
      '2.0',
      '2,500',
      '1.00',
      '200',
      '1.00',
      '40',
      '1.00',
      '4,000',
      '1.00',
      '0',
    ]);
    expect(second).toEqual([
      '10,000',
      '5,000',
      '3,600',
      '2.0',
      '1,250',
      '0.50',
      '220',
      '1.10',
      '80',
      '2.00',
      '4,000',
      '1.00',
      '0',
    ]);
  });

  it.each([
    ['--users', '0'],
    ['--users', '10,x'],
    ['--users', '1000001'],
    ['--records', '1.5'],
  ])('refuses %s %s by name', (name, value) => {
    expect(() => readOptions([name, value])).toThrow(name);
  });
});

function cellsOf(line: string): readonly string[] {
  return line.trim().split(/ +/);
}
