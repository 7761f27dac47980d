import { expect, it } from 'vitest';
import type { ReportVersion } from '../../agent/model/report-version.js';
import { versionOf } from '../../agent/report/derive-facts.js';
import { makeReport } from '../report/make-report.js';
import { openTemporary } from './open-temporary.js';

it('report versions are kept in order, and one that is there is never rewritten', async () => {
  const store = await openTemporary();
  const first = versionOf(makeReport());
  const second: ReportVersion = { ...first, version: 2, facts: { ...first.facts, score: 1 } };
  await store.write('test', async (tx) => {
    await tx.putReportVersion(second);
    await tx.putReportVersion(first);
    await tx.putReportVersion({ ...first, at: '2027-01-01T00:00:00.000Z' });
    await tx.putReportVersion({ ...first, incident: 'another' });
  });
  expect(await store.read((reads) => reads.reportVersions(first.incident))).toEqual([first, second]);
});
