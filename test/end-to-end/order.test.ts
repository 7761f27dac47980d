import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireRules } from '../../agent/commands/load-rules.js';
import { replayFiles } from '../../agent/commands/replay/replay-files.js';
import type { SimWorld } from '../../simulator/tenant.js';
import { Random } from '../../simulator/world/chance/random.js';
import { createWorld } from '../../simulator/world/create-world.js';
import { SMALL } from './tenant.js';

let folder: string;
let world: SimWorld;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailwarden-order-'));
  const startMs = Date.parse('2026-03-04T15:00:00Z');
  world = createWorld({ ...SMALL, seed: 11, startMs, scenario: null });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Scores these records out of one file. */
async function replayed(name: string, records: readonly unknown[]) {
  const file = join(folder, `${name}.ndjson`);
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return replayFiles({
    files: [file],
    out: join(folder, name),
    content: requireRules([]),
    tenant: { id: world.tenantId, domains: world.domains },
    onProgress: () => {},
  });
}

it('records shuffled and doubled give the same incidents and findings', async () => {
  const records = world.logs.map((row) => row.record);
  const expected = await replayed('in-order', records);
  expect(expected.incidents.length).toBeGreaterThan(0);
  for (const seed of [1, 2, 3]) {
    const random = new Random(`shuffle/${seed}`);
    const doubled = [...records, ...random.sample(records, records.length / 2)];
    const shuffled = await replayed(`shuffled-${seed}`, random.shuffle(doubled));
    expect(shuffled.summary.duplicates).toBeGreaterThan(expected.summary.duplicates);
    expect(shuffled.incidents).toEqual(expected.incidents);
    expect(shuffled.findings).toEqual(expected.findings);
  }
});

it('a replay of a longer story finds every attacked mailbox and no other, offline', async () => {
  const startMs = world.startMs;
  const longer = createWorld({ ...SMALL, mailboxes: 40, days: 10, seed: 2, startMs, scenario: null });
  const { incidents } = await replayed(
    'story',
    longer.logs.map((row) => row.record),
  );
  const found = incidents.filter((one) => one.justifiesContainment).map((one) => one.mailbox.upn);
  const attacked = longer.labels.attacked.filter((one) => !one.live).map((one) => one.mailbox);
  expect(found.sort()).toEqual(attacked.sort());
});
