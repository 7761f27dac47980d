import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportEvidence } from '../../../agent/commands/ledger/export-evidence.js';
import { loadConfig } from '../../../agent/config.js';
import { freezeJob } from '../../../agent/model/job-specs.js';
import { mergeRecordBodies } from '../../../agent/normalise/merge-bodies.js';
import { runAfter } from '../../jobs/ask.js';
import { openBench, START } from '../../jobs/job-bench.js';
import { actionOf, incidentOf } from '../../respond/incidents.js';
import { rawRecord } from '../../store/samples.js';

interface Manifest {
  readonly records: readonly { readonly key: string; readonly source: string; readonly sha256: string }[];
}

it('an export holds what was frozen, with the hashes that the ledger has, and the records that the acts rest on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mailwarden-export-'));
  const config = {
    tenant: { id: '11111111-2222-4333-8444-555555555555', domains: ['contoso.com'] },
    identities: {
      reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'READER' } },
    },
    store: { file: join(folder, 'store.db') },
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const bench = await openBench({ evidence: { read: async (_id, part) => [{ id: part }] } });
  await bench.store.write('test', async (tx) => {
    await tx.mergeRecords([rawRecord('audit:rule', { id: '1' })], mergeRecordBodies, START);
    await tx.putIncident(incidentOf());
    await tx.putAction(
      actionOf({
        kind: 'disable-inbox-rule',
        status: 'done',
        object: 'audit:rule',
        evidence: ['audit:rule'],
      }),
    );
    await tx.enqueue(freezeJob('inc-1', START));
  });
  await runAfter(bench, 0);

  const out = join(folder, 'evidence');
  const settings = loadConfig(join(folder, 'config.json'), { READER: 'a secret of the reader' });
  const written = await bench.store.read((reads) => exportEvidence('inc-1', out, settings, reads, START));
  expect(written).toMatchObject({ records: 5, missing: [] });

  const { records } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
  expect(records.map(({ key }) => key)).toContain('audit:rule');
  const noted = readFileSync(join(out, 'ledger.ndjson'), 'utf8');
  const frozen = records.filter(({ source }) => source === 'frozenEvidence');
  expect(frozen).toHaveLength(4);
  for (const { sha256 } of frozen) expect(noted).toContain(sha256);
  rmSync(folder, { recursive: true });
});
