import { describe, expect, it } from 'vitest';
import { checkDirectory } from '../../../agent/commands/doctor/directory-checks.js';
import { checkProgress } from '../../../agent/commands/doctor/progress-checks.js';
import type { Config } from '../../../agent/config.js';
import { putDirectoryState } from '../../../agent/daemon/directory/directory-state.js';
import type { Coverage } from '../../../agent/model/coverage.js';
import type { SourceCursor } from '../../../agent/model/ports.js';
import type { StoreTx } from '../../../agent/model/store.js';
import { DAY_MS } from '../../../agent/model/time.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { openStore } from '../../../agent/store/open-store.js';

const NOW = '2026-03-20T12:00:00.000Z';
const SOURCES = [
  { name: 'exchangeAudit', schedule: '* * * * *', isEnabled: true, overlapMs: 0, historyMs: 180 * DAY_MS },
];

async function progressOf(fill: (tx: StoreTx) => Promise<void>) {
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  await store.write('test', fill);
  const config = { sources: SOURCES } as unknown as Config;
  const checks = await store.read((reads) => checkProgress(config, reads, NOW));
  return (name: string) => checks.find((check) => check.name === `${name}.exchangeAudit`);
}

const cursor: SourceCursor = {
  source: 'exchangeAudit',
  coveredTo: '2026-03-20T11:59:00.000Z',
  completeTo: '2026-03-20T10:30:00.000Z',
};
const history: SourceCursor = {
  source: 'exchangeAudit/history',
  coveredTo: '2026-03-13T12:00:00.000Z',
  backfill: { from: '2025-09-21T12:00:00.000Z', to: '2026-03-01T12:00:00.000Z' },
};
const closed: Coverage = {
  source: 'exchangeAudit',
  from: '2025-09-21T12:00:00.000Z',
  to: '2026-03-01T12:00:00.000Z',
  state: 'gap',
  records: 0,
  reason: 'permission',
  detail: 'needs AuditLogsQuery-Exchange.Read.All',
};

describe('how far a log is', () => {
  it('names to when it is complete, and how that is known', async () => {
    const of = await progressOf((tx) => tx.putCursor(cursor));
    expect(of('complete')).toMatchObject({ status: 'ok', detail: expect.stringContaining('10:30:00') });
    expect(of('complete')?.detail).toContain('not measured yet');
    expect(of('alarm')).toMatchObject({ status: 'unknown', detail: expect.stringContaining('learnt') });
    expect(of('backfill')?.status).toBe('ok');
    expect(of('history')).toMatchObject({ status: 'unknown', detail: expect.stringContaining('not begun') });
  });

  it('fails when it was not read for over an hour, and while an alarm about it is open', async () => {
    const of = await progressOf(async (tx) => {
      await tx.putCursor({ ...cursor, coveredTo: '2026-03-20T10:59:00.000Z' });
      await tx.putMeta('sourceAlarm:exchangeAudit', '{"kind":"silence","from":"2026-03-20T09:00:00.000Z"}');
    });
    expect(of('complete')).toMatchObject({ status: 'fail', detail: expect.stringContaining('over an hour') });
    expect(of('alarm')).toMatchObject({ status: 'fail', detail: 'silence since 2026-03-20T09:00:00.000Z' });
  });

  it('is never ok while something of its past is still to be read', async () => {
    const backfill = { from: '2026-02-18T12:00:00.000Z', to: '2026-03-10T12:00:00.000Z' };
    const of = await progressOf(async (tx) => {
      await tx.putCursor({ ...cursor, backfill });
      await tx.putCursor(history);
    });
    expect(of('backfill')).toMatchObject({ status: 'unknown', detail: expect.stringContaining('20.0 days') });
    expect(of('history')).toMatchObject({ status: 'unknown', detail: expect.stringContaining('161.0 days') });
  });

  it('names the permission that keeps its history closed', async () => {
    const of = await progressOf(async (tx) => {
      await tx.putCursor(cursor);
      await tx.putCursor(history);
      await tx.putCoverage([closed]);
    });
    expect(of('history')?.detail).toContain('AuditLogsQuery-Exchange.Read.All');
    expect(of('history')?.remedy).toContain('historyDays');
  });
});

describe('how far the directory is', () => {
  it('tells what is not known without a part, and a missing licence from a missing permission', async () => {
    const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
    await store.write('test', (tx) =>
      putDirectoryState(tx, {
        mark: 'm',
        listedAt: NOW,
        readAt: { accounts: NOW, roles: NOW },
        gaps: {
          roles: { reason: 'permission', detail: 'needs RoleManagement.Read.Directory' },
          'eligible-roles': { reason: 'licence', detail: 'takes P2' },
        },
      }),
    );
    const checks = await store.read((reads) => checkDirectory(reads));
    expect(checks.map((check) => [check.name, check.status])).toEqual([
      ['directory.accounts', 'ok'],
      ['directory.roles', 'fail'],
      ['directory.eligible-roles', 'unknown'],
      ['directory.mailboxes', 'unknown'],
    ]);
    expect(checks[1]?.detail).toContain('RoleManagement.Read.Directory');
  });
});
