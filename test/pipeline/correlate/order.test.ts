import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorrelationSet } from '../../../agent/detect/correlation/correlation-set.js';
import type { Store } from '../../../agent/model/store.js';
import { createCorrelationMemory } from '../../../agent/pipeline/correlate/create-memory.js';
import { setOf } from '../../detect/correlation/correlation-builder.js';
import { openTemporary } from '../../store/open-temporary.js';
import { atOnce, LONG_RECORDS, portions, RECORDS, SETS, throughStore } from './correlation-bench.js';

async function emptied(store: Store, set: CorrelationSet): Promise<void> {
  await store.write('clear', async (tx) => {
    for (const { rule } of set.correlations) await tx.dropCorrelation(rule.id);
  });
}

describe('what comes of records through the store is a function of their set', () => {
  for (const [name, correlations] of Object.entries(SETS)) {
    const set = setOf(...correlations);

    it(`${name}: 200 random orders, doubled, in portions, started anew between any two`, async () => {
      const store = await openTemporary({ file: ':memory:' });
      let hits = 0;
      await fc.assert(
        fc.asyncProperty(
          RECORDS.chain((list) => fc.tuple(fc.constant(list), portions(list), fc.array(fc.boolean()))),
          async ([list, order, restarts]) => {
            await emptied(store, set);
            const expected = atOnce(set, list);
            hits += expected.hits.length;
            let memory = createCorrelationMemory();
            const memoryFor = (portion: number) => {
              if (restarts[portion] === true) memory = createCorrelationMemory();
              return memory;
            };
            expect(await throughStore(store, set, order, memoryFor)).toEqual(expected);
          },
        ),
        { numRuns: 200, endOnFailure: true },
      );
      expect(hits).toBeGreaterThan(0);
    });

    it(`${name}: a long group of which only the neighbourhood is read`, async () => {
      const store = await openTemporary({ file: ':memory:' });
      await fc.assert(
        fc.asyncProperty(
          LONG_RECORDS.chain((list) => fc.tuple(fc.constant(list), portions(list), fc.boolean())),
          async ([list, order, remembers]) => {
            await emptied(store, set);
            const memory = remembers ? createCorrelationMemory() : null;
            expect(await throughStore(store, set, order, () => memory)).toEqual(atOnce(set, list));
          },
        ),
        { numRuns: 4, endOnFailure: true },
      );
    });

    it(`${name}: in order, memory and store agree`, async () => {
      const store = await openTemporary({ file: ':memory:' });
      await fc.assert(
        fc.asyncProperty(LONG_RECORDS, async (list) => {
          await emptied(store, set);
          const order = [...list].sort((a, b) => a.at - b.at).map((one) => [one]);
          const memory = createCorrelationMemory();
          expect(await throughStore(store, set, order, () => memory)).toEqual(atOnce(set, list));
        }),
        { numRuns: 4, endOnFailure: true },
      );
    });
  }
});
