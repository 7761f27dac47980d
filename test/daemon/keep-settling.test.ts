import { expect, it } from 'vitest';
import type { Collector } from '../../agent/daemon/collector.js';
import { keepSettling } from '../../agent/daemon/keep-settling.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openTemporary } from '../store/open-temporary.js';
import { settingsWith } from './settings.js';

const NOW = '2026-03-01T10:00:00.000Z';
const LATER = '2026-03-01T20:00:00.000Z';

const CASES = [
  { name: 'behind', isBehind: true, isPulling: false, expected: ['due@contoso.com', 'wait@contoso.com'] },
  { name: 'pulling', isBehind: false, isPulling: true, expected: ['wait@contoso.com'] },
  { name: 'idle', isBehind: false, isPulling: false, expected: [] },
];

it.each(CASES)('$name: leaves $expected waiting', async ({ isBehind, isPulling, expected }) => {
  const store = await openTemporary();
  const stop = new AbortController();
  const waiting = { subject: 'wait@contoso.com', dueAt: LATER, lastSignIn: '', messages: 1, waryUntil: '' };
  await store.write('test', async (tx) => {
    await tx.markDirty(['due@contoso.com']);
    await tx.putWaiting([waiting]);
  });
  // One round: the first rest is the last.
  const clock = { now: () => NOW, nowMs: () => Date.parse(NOW), sleep: async () => stop.abort() };
  const collector: Collector = {
    sources: [],
    collect: () => Promise.reject(new Error('not collected here')),
    isBehind: () => isBehind,
    isPulling: () => isPulling,
  };
  const settings = settingsWith();
  await keepSettling({ store, clock, log: silentLog, settings: () => settings }, collector, stop.signal);
  const left = await store.read((reads) => reads.waiting(['due@contoso.com', 'wait@contoso.com']));
  expect([...left.keys()].sort()).toEqual(expected);
});
