import { describe, expect, it } from 'vitest';
import type { Store } from '../../agent/model/store.js';
import { coverageOf } from '../../agent/pipeline/coverage-of.js';
import { revisitIncidents } from '../../agent/pipeline/revisit-incidents.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { openStore } from '../../agent/store/open-store.js';
import { incidentOf } from '../respond/incidents.js';

const incident = incidentOf({
  firstEvent: '2026-03-01T10:00:00.000Z',
  lastEvent: '2026-03-01T11:00:00.000Z',
  origins: [],
});
const READ = { from: '2026-02-28T00:00:00.000Z', to: '2026-03-01T12:00:00.000Z' };

async function storeOf(completeTo: string): Promise<Store> {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  await store.write('test', async (tx) => {
    await tx.putCoverage([
      { ...READ, source: 'signIns', state: 'covered', records: 1, reason: null, detail: null },
    ]);
    await tx.putCursor({ source: 'signIns', coveredTo: READ.to, completeTo });
  });
  return store;
}

const stateIn = (store: Store) => store.read((reads) => coverageOf(incident, reads, ['signIns']));

describe('the coverage of an incident', () => {
  it('is whole when the watermark has passed the last event', async () => {
    const store = await storeOf('2026-03-01T11:00:00.000Z');
    expect(await stateIn(store)).toEqual({ complete: true, gaps: [] });
  });

  it('is not complete yet before, for as long as records come late', async () => {
    const store = await storeOf('2026-03-01T10:30:00.000Z');
    expect(await stateIn(store)).toEqual({
      complete: false,
      gaps: [
        {
          source: 'signIns',
          from: '2026-03-01T09:30:00.000Z',
          to: '2026-03-01T11:00:00.000Z',
          reason: 'not complete yet: later records may still come',
        },
      ],
    });
  });

  it('an incident that waited for the watermark is looked at again when it has passed, and not before', async () => {
    const store = await storeOf('2026-03-01T10:30:00.000Z');
    const coverage = await stateIn(store);
    await store.write('test', (tx) => tx.putIncident({ ...incident, coverage }));
    const revisit = () => store.write('test', (tx) => revisitIncidents(tx, ['signIns']));
    expect(await revisit()).toEqual([]);
    await store.write('test', (tx) =>
      tx.putCursor({ source: 'signIns', coveredTo: READ.to, completeTo: incident.lastEvent }),
    );
    expect(await revisit()).toEqual([incident.subject]);
    expect(await store.read((reads) => reads.dirtyCount())).toBe(1);
  });
});
