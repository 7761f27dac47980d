import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../agent/detect/content/load-content.js';
import type { Correlation } from '../../agent/detect/correlation/correlation.js';
import type { CorrelationSet } from '../../agent/detect/correlation/correlation-set.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { inOrderRun } from './correlation-in-order.js';
import { storeRun } from './correlation-store.js';

const EVENTS = 3_000_000;
const STORED = 20_000;
const KEYS = [1_000, 100_000, 1_000_000];

const TEXTS: Readonly<Record<string, string>> = {
  'event_count >= 10':
    'type: event_count\n  rules: [a]\n  group-by: [user]\n  timespan: 1h\n  condition: { gte: 10 }',
  'value_count >= 5':
    'type: value_count\n  rules: [a]\n  group-by: [user]\n  timespan: 1h\n  condition: { field: address, gte: 5 }',
  'temporal of 3': 'type: temporal\n  rules: [a, b, c]\n  group-by: [user]\n  timespan: 1h',
  'temporal_ordered of 3': 'type: temporal_ordered\n  rules: [a, b, c]\n  group-by: [user]\n  timespan: 1h',
};

function setOf(body: string): CorrelationSet {
  const rules = ['a', 'b', 'c'].map(
    (name) =>
      `title: ${name}\nid: ${name}\nlogsource: { product: test }\ndetection: { s: { kind: ${name} }, condition: s }\n`,
  );
  const text = [...rules, `title: x\nid: x\ncorrelation:\n  ${body}\n`].join('---\n');
  const { rules: set, errors } = loadContent([{ file: 'bench.yml', text }]);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return set.correlations;
}

/** State alone, in order, and the whole way through a store, with a share of the records late. */
async function main(): Promise<void> {
  for (const [name, body] of Object.entries(TEXTS)) {
    const set = setOf(body);
    for (const keys of KEYS) {
      const run = inOrderRun(first(set), keys, EVENTS);
      print(
        `${name}, ${keys} keys: ${(run.perSecond / 1e6).toFixed(2)} M/s of CPU time, ${run.megabytes.toFixed(0)} MB`,
      );
    }
  }
  const set = setOf(TEXTS['event_count >= 10'] ?? '');
  for (const lateShare of [0, 0.01, 0.05, 0.2]) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-correlation-'));
    const store = await openStore({ file: join(folder, 'bench.db'), key: null, boundary: openBoundary });
    const run = await storeRun(store, set, { events: STORED, keys: 2_000, lateShare });
    await store.close();
    rmSync(folder, { recursive: true });
    const us = (run.cpuMs * 1_000) / STORED;
    print(
      `through the store, ${lateShare * 100} % late: ${us.toFixed(0)} us of CPU time a record; ${run.reads} groups read`,
    );
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
