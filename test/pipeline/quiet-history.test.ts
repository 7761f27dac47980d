import { expect, it } from 'vitest';
import { requireRules } from '../../agent/commands/load-rules.js';
import { decideSafely } from '../../agent/daemon/decide-safely.js';
import { settleAll } from '../../agent/daemon/settle-all.js';
import { readExport } from '../../agent/m365/exports/read-export.js';
import type { Instant } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { openStore } from '../../agent/store/open-store.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { settingsWith } from '../daemon/settings.js';
import { handClock } from '../respond/fake-ports.js';

const START = '2026-03-04T15:00:00.000Z';
const WORLD = createWorld({
  mailboxes: 10,
  days: 4,
  speed: 3_600,
  isLive: false,
  seed: 5,
  startMs: Date.parse(START),
  scenario: null,
});

/** Everything at once, as a history brings it, half a year after it happened. */
async function learn(quietBefore: Instant | undefined) {
  const { rules, tuning } = requireRules([]);
  const given = { domains: WORLD.domains, rules, tuning, sources: null };
  const settings = settingsWith(quietBefore === undefined ? given : { ...given, quietBefore });
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  const clock = handClock('2026-09-01T00:00:00.000Z');
  const deps = { store, clock, log: silentLog, settings: () => settings };
  const text = WORLD.logs.map((row) => JSON.stringify(row.record)).join('\n');
  const records = [...readExport(Buffer.from(text))].flatMap((item) =>
    'record' in item ? [item.record] : [],
  );
  await decideSafely(
    { source: 'exchangeAudit', records, rejected: [], isCatchUp: true, coverage: [], cursor: null },
    deps,
  );
  await settleAll(deps, new AbortController().signal);
  const found = await store.read(async (reads) => ({
    incidents: (await reads.incidents()).length,
    alerts: (await reads.alerts()).length,
    actions: (await reads.actions()).length,
    jobs: new Set((await reads.jobs('pending')).map((job) => job.kind)),
  }));
  await store.close();
  return found;
}

it('an intruder of the history who is long gone is written down and reported, and raises no alarm', {
  timeout: 120_000,
}, async () => {
  const loud = await learn(undefined);
  expect(loud.alerts).toBeGreaterThan(0);
  expect(loud.actions).toBeGreaterThan(0);
  const quiet = await learn('2026-08-01T00:00:00.000Z');
  expect(quiet.incidents).toBe(loud.incidents);
  expect(quiet).toMatchObject({ alerts: 0, actions: 0 });
  expect(quiet.jobs).toEqual(new Set(['report']));
});
