import { expect, it } from 'vitest';
import { createUpkeep } from '../../agent/daemon/upkeep.js';
import { createRepairer } from '../../agent/pull/repairer.js';
import { silentLog } from '../../agent/runtime/log.js';
import { incidentOf } from '../respond/incidents.js';
import { openTemporary } from '../store/open-temporary.js';
import { settingsWith } from './settings.js';

const NOW = '2026-03-01T12:00:00.000Z';
const LAST = '2026-03-01T11:00:00.000Z';

it('when a log is complete, incidents that waited for it are looked at again, and nobody else who waits for the past', async () => {
  const store = await openTemporary();
  const settings = settingsWith({ sources: ['signIns'] });
  const reason = 'not complete yet: later records may still come';
  const gap = { source: 'signIns', from: '2026-03-01T10:00:00.000Z', to: LAST, reason };
  const incident = incidentOf({ lastEvent: LAST, coverage: { complete: false, gaps: [gap] } });
  await store.write('test', async (tx) => {
    await tx.putIncident(incident);
    await tx.putCursor({ source: 'signIns', coveredTo: NOW, completeTo: LAST });
    await tx.markDirty(['half-known@contoso.com']);
  });
  const deps = {
    store,
    clock: { now: () => NOW, nowMs: () => Date.parse(NOW), sleep: async () => {} },
    log: silentLog,
    settings: () => settings,
    repairer: createRepairer({ sources: [], searches: new Map() }),
  };
  await createUpkeep(deps).watch(new AbortController().signal);
  const left = await store.read((reads) => reads.waiting(['half-known@contoso.com', incident.subject]));
  expect([...left.keys()]).toEqual(['half-known@contoso.com']);
});
