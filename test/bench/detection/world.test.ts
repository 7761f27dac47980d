import { describe, expect, it } from 'vitest';
import { parseSeed, type Seed, SPLITS, shareOf } from '../../../bench/detection/chance/seeds.js';
import type { Delivery } from '../../../bench/detection/logging/logbook.js';
import { createWorld } from '../../../bench/detection/world/play-world.js';

const TUNE: Seed = { split: 'tune', number: 1 };

/** The records of the first days of a small company. */
function firstDays(seed: Seed, count: number, tenantName = 'northwind'): readonly Delivery[] {
  const options = {
    seed,
    mailboxes: 24,
    days: 4,
    historyDays: 21,
    techniques: null,
    campaignsPerTechnique: 1,
    storm: null,
    tenantName,
  };
  const deliveries: Delivery[] = [];
  let day = 0;
  for (const played of createWorld(options).days()) {
    deliveries.push(...played.deliveries);
    day += 1;
    if (day === count) break;
  }
  return deliveries;
}

describe('seeds', () => {
  it('share no list between splits and lose nothing of it', () => {
    const list = Array.from({ length: 10 }, (_, number) => number);
    expect(SPLITS.flatMap((split) => shareOf(list, split)).sort((a, b) => a - b)).toEqual(list);
  });

  it.each(['tune:', 'prod', 'tune:1:2', 'test:-1', 'test:x'])(
    'refuse %s unless they name a split and a number',
    (text) => {
      if (text === 'tune:') expect(parseSeed(text)).toEqual({ split: 'tune', number: 0 });
      else expect(() => parseSeed(text)).toThrow(/expected train, tune or test/);
    },
  );
});

describe('a generated world', () => {
  it('is the same for the same seed, and another for another split', () => {
    const once = JSON.stringify(firstDays(TUNE, 3));
    expect(JSON.stringify(firstDays(TUNE, 3))).toBe(once);
    expect(JSON.stringify(firstDays({ split: 'test', number: 1 }, 3))).not.toBe(once);
  });

  it('differs in nothing but the name when the tenant is called otherwise', () => {
    const renamed = JSON.stringify(firstDays(TUNE, 3, 'othername')).replaceAll('othername', 'northwind');
    expect(renamed).toBe(JSON.stringify(firstDays(TUNE, 3)));
  });

  it('says nowhere in a record what the record is', () => {
    const labelled = firstDays(TUNE, 25).filter(({ label }) => label !== null);
    expect(labelled.length).toBeGreaterThan(100);
    for (const { record, label } of labelled)
      expect(JSON.stringify(record)).not.toContain(`"${label?.campaign}"`);
  });

  it('delivers nothing before it happened, and audit records out of order', () => {
    const deliveries = firstDays(TUNE, 3);
    expect(deliveries.every(({ atMs, availableAtMs }) => availableAtMs >= atMs)).toBe(true);
    const audit = deliveries.filter(({ log }) => log === 'Audit.Exchange');
    expect(audit.some(({ atMs }, at) => atMs < (audit[at - 1]?.atMs ?? 0))).toBe(true);
  });
});
