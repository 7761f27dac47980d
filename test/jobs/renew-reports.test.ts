import { expect, it } from 'vitest';
import { renewReports } from '../../agent/jobs/renew-reports.js';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import { assessJob } from '../../agent/model/job-specs.js';
import type { NoticeRegime } from '../../agent/model/notice.js';
import { fakeIncident } from '../assess/fake-mailbox.js';
import { openBench, START } from './job-bench.js';

const REGIME: NoticeRegime = {
  id: 'ours',
  title: 'Our own law',
  jurisdiction: 'Here',
  isForResidents: false,
  proofs: ['opened'],
  triggers: [{ id: 'any', text: 'any data', all: [['name']], linking: [] }],
  duties: [],
  state: 'in force',
  sources: ['https://law.example/ours'],
  counsel: 'confirm',
};

it('regimes that changed have the reports of open cases written anew, once', async () => {
  const incident = fakeIncident();
  const closed = { ...fakeIncident(), id: 'incident-2', status: 'closed' as const };
  let regimes: readonly NoticeRegime[] = [];
  const bench = await openBench({
    reportTerms: {
      get regimes() {
        return regimes;
      },
      quality: null,
    },
  });
  const { store, context, reports } = bench;
  expect(await renewReports(store, regimes, START)).toBe(0);
  await store.write('incident', async (tx) => {
    await tx.putIncident(incident);
    await tx.putIncident(closed);
    await tx.enqueue(assessJob(incident, START));
  });
  const never = new AbortController().signal;
  await runDueJobs(context, never);
  expect(reports.get(`${incident.id}.html`)).not.toContain('Our own law');

  regimes = [REGIME];
  expect(await renewReports(store, regimes, START)).toBe(1);
  expect(await renewReports(store, regimes, START)).toBe(0);
  await runDueJobs(context, never);
  expect(reports.get(`${incident.id}.html`)).toContain('Our own law');
  expect(reports.has(`${closed.id}.html`)).toBe(false);
});
