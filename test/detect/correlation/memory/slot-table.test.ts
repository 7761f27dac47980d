import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NONE, SlotTable } from '../../../../agent/detect/correlation/memory/slot-table.js';

const never = (): boolean => false;

describe('a table of slots', () => {
  it('finds what a map finds, through additions and deletions', () => {
    const act = fc.record({ isAdd: fc.boolean(), low: fc.integer({ min: 0, max: 60 }).map((n) => n * 512) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 300 }), (acts) => {
        const table = new SlotTable(1_024);
        const map = new Map<number, number>();
        for (const { isAdd, low } of acts) {
          if (isAdd && !map.has(low)) map.set(low, table.add(7, low, never));
          else if (!isAdd) {
            table.delete(7, low);
            map.delete(low);
          }
          for (const [name, slot] of map) expect(table.find(7, name)).toBe(slot);
          expect(table.find(8, low)).toBe(NONE);
        }
        expect(new Set(map.values()).size).toBe(map.size);
      }),
    );
  });

  it('lets a flood of names that come once push out nothing', () => {
    const table = new SlotTable(1_024);
    for (let name = 0; name < 1_024; name += 1) table.add(name, name, never);
    for (let name = 10_000; name < 60_000; name += 1)
      table.add(Math.imul(name, 0x85eb_ca6b) >>> 0, Math.imul(name, 0xc2b2_ae35) >>> 0, never);
    const left = Array.from({ length: 1_024 }, (_, name) => table.find(name, name)).filter(
      (one) => one !== NONE,
    );
    expect(left.length).toBeGreaterThan(900);
    expect(table.counts.turnedAway).toBeGreaterThan(49_000);
  });

  it('makes room for one that comes again, and counts who had to go', () => {
    const table = new SlotTable(1_024);
    for (let name = 0; name < 1_024; name += 1) table.add(name, name, never);
    expect(table.add(5_000, 5_000, () => true)).toBe(NONE);
    const slot = table.add(5_000, 5_000, () => true);
    expect(table.find(5_000, 5_000)).toBe(slot);
    expect(table.counts).toEqual({ evicted: 1, turnedAway: 1 });
  });
});
