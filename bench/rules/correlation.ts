import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Correlation } from '../../agent/detect/correlation/correlation.js';
import type { CorrelationSet } from '../../agent/detect/correlation/correlation-set.js';
import { GroupMemory } from '../../agent/detect/correlation/memory/group-memory.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { groupRun } from './correlation-groups.js';
import { inOrderRun } from './correlation-in-order.js';
import { SETS } from './correlation-sets.js';
import { type StoreRun, storeRun, type Traffic } from './correlation-store.js';

const EVENTS = 3_000_000;
const STORED = 10_000;
const KEYS = [1_000, 100_000, 1_000_000];
const LATE_SHARES = [0, 0.01, 0.05, 0.2];
const GROUPS = [2_000, 20_000];
const FEW = 20;

/** State alone, in order; the whole way through a store, with a share of the records late; and groups that are filled on purpose. */
async function main(): Promise<void> {
  for (const [name, set] of Object.entries(SETS)) inOrder(name, first(set));
  for (const [name, set] of Object.entries(SETS)) {
    for (const lateShare of LATE_SHARES) {
      const run = await throughStore(set, { events: STORED, keys: 1_000, lateShare });
      const us = ((run.cpuMs * 1_000) / STORED).toFixed(0);
      print(
        `${name} through the store, ${lateShare * 100} % late: ${us} us a record; ${run.reads} groups read`,
      );
    }
  }
  for (const [name, set] of Object.entries(SETS)) {
    const runs = GROUPS.map((records) => ({ records, ...groupRun(first(set), records) }));
    const figures = runs.map(
      ({ records, usEach, held }) => `${records}: ${usEach.toFixed(2)} us (${held} held)`,
    );
    print(`${name} over one full window, a record, with ${figures.join(', with ')}`);
  }
  for (const [name, set] of Object.entries(SETS)) {
    for (const warmUp of GROUPS) {
      const one = { events: FEW, keys: 1, lateShare: 0, warmUp, batch: 1, stepMs: 1 };
      const { cpuMs, reads } = await throughStore(set, one);
      const ms = (cpuMs / FEW).toFixed(2);
      print(
        `${name}, one record more in a stored window of ${warmUp}: ${ms} ms; ${reads} of ${FEW} read the group`,
      );
    }
  }
}

function inOrder(name: string, correlation: Correlation): void {
  if (GroupMemory.for(correlation, 1) === null) {
    print(`${name}: always read from the store`);
    return;
  }
  for (const keys of KEYS) {
    const { perSecond, megabytes } = inOrderRun(correlation, keys, EVENTS);
    print(`${name}, ${keys} keys: ${(perSecond / 1e6).toFixed(2)} M/s, ${megabytes.toFixed(0)} MB`);
  }
}

async function throughStore(set: CorrelationSet, traffic: Traffic): Promise<StoreRun> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-correlation-'));
  const store = await openStore({ file: join(folder, 'bench.db'), key: null, boundary: openBoundary });
  try {
    return await storeRun(store, set, traffic);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

function first({ correlations }: CorrelationSet): Correlation {
  const [one] = correlations;
  if (one === undefined) throw new Error('there is no correlation');
  return one;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
