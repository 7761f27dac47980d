import { beforeEach, describe, expect, it } from 'vitest';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import { stateIncident } from '../../agent/jobs/state-incident.js';
import type { Incident } from '../../agent/model/incident.js';
import { toInstant } from '../../agent/model/time.js';
import { type News, tellNews } from '../../agent/pipeline/queue-news.js';
import { settleActors } from '../../agent/pipeline/settle-actors.js';
import { settingsWith } from '../daemon/settings.js';
import { type JobBench, openBench, START } from '../jobs/job-bench.js';
import { incidentOf } from '../respond/incidents.js';

const SETTINGS = settingsWith();
const ORIGIN = {
  ...{ address: '203.0.113.7', asn: 64501, country: 'NL', place: null, client: 'chrome on linux' },
  ...{ firstAt: '2026-03-01T09:00:00.000Z', lastAt: '2026-03-01T09:30:00.000Z' },
};

function mailbox(who: string, more: Partial<Incident> = {}): Incident {
  return incidentOf({
    id: `inc-${who}`,
    subject: `${who}@contoso.com`,
    mailbox: { id: `u-${who}`, upn: `${who}@contoso.com` },
    sessions: [`ctx:${who}`],
    origins: [ORIGIN],
    ...more,
  });
}

let bench: JobBench;
beforeEach(async () => {
  bench = await openBench();
});

/** Incidents as one batch leaves them, each told as it would be. */
async function settle(...incidents: readonly Incident[]): Promise<void> {
  await bench.store.write('batch', async (tx) => {
    const news: News[] = [];
    for (const incident of incidents) {
      const before = await tx.incident(incident.id);
      await tx.putIncident(incident);
      news.push({ incident, before, decided: [], earlier: [] });
    }
    const campaigns = await settleActors(incidents, tx, SETTINGS, START);
    for (const one of news) await tellNews(one, campaigns.has(one.incident.id), tx, SETTINGS, START);
  });
}

async function told(): Promise<readonly string[]> {
  const rows = await bench.store.read((reads) => reads.alerts());
  return rows.map(({ alert }) => `${alert.brief?.subject.kind} ${alert.milestone}: ${alert.title}`).sort();
}

async function actors(): Promise<readonly Incident[]> {
  return (await bench.store.read((reads) => reads.incidents())).filter(({ kind }) => kind === 'actor');
}

const FIFTY = Array.from({ length: 50 }, (_, number) => mailbox(`user${String(number).padStart(2, '0')}`));

describe('a campaign', () => {
  it('over fifty mailboxes in one batch is one alert, which names each of them', async () => {
    await settle(...FIFTY);
    expect(await told()).toEqual([
      'actor opened: 50 mailboxes (user00@contoso.com, user01@contoso.com, user02@contoso.com and 47 more): one actor suspected in all of them from 203.0.113.7, AS64501, NL; sessions revoked in 0 of 50.',
    ]);
    const [row] = await bench.store.read((reads) => reads.alerts());
    expect(row?.alert.body.resources).toHaveLength(50);
  });

  it('that goes on is told in the one thread, mailbox by mailbox or all at once', async () => {
    await settle(mailbox('ann'));
    await settle(mailbox('bob'));
    await settle(mailbox('eve'), mailbox('dan'));
    await settle(mailbox('dan'));
    expect((await told()).map((line) => line.split(' (')[0])).toEqual([
      'actor opened: 2 mailboxes',
      'actor updated: 4 mailboxes',
      expect.stringMatching(/^mailbox opened: ann@contoso.com: /),
    ]);
    const [actor, ...more] = await actors();
    expect(more).toEqual([]);
    const thread = await bench.store.read((reads) => reads.alertsOf(actor?.id ?? ''));
    expect(thread).toHaveLength(2);
  });

  it('is the same, and found by every name, in whichever order its mailboxes come', async () => {
    await settle(mailbox('eve', { firstEvent: '2026-03-01T09:10:00.000Z' }));
    await settle(mailbox('bob'));
    await settle(mailbox('ann'));
    const [backwards] = await actors();
    const first = bench;
    bench = await openBench();
    await settle(mailbox('ann'), mailbox('bob'), mailbox('eve', { firstEvent: '2026-03-01T09:10:00.000Z' }));
    const [forwards] = await actors();
    expect(backwards?.actor).toEqual(forwards?.actor);
    const found = await first.store.read((reads) => reads.incident(forwards?.id ?? ''));
    expect(found?.id).toBe(backwards?.id);
  });

  it('is joined when one mailbox shows that two were one', async () => {
    const server = { ...ORIGIN, address: '198.51.100.7' };
    const elsewhere = { origins: [server] };
    await settle(mailbox('ann'), mailbox('bob'));
    await settle(mailbox('eve', elsewhere), mailbox('dan', elsewhere));
    expect(await actors()).toHaveLength(2);
    await settle(mailbox('fay', { origins: [ORIGIN, server] }));
    const [actor, ...more] = await actors();
    expect(more).toEqual([]);
    expect(actor?.actor?.members).toHaveLength(5);
    expect(actor?.actor?.ties.map(({ mailboxes }) => mailboxes)).toEqual([3, 3]);
  });

  it('that is no longer shown is told so once, and its mailboxes stand for themselves', async () => {
    await settle(mailbox('ann'), mailbox('bob'));
    await settle(mailbox('bob', { origins: [] }));
    await settle(mailbox('bob', { origins: [] }));
    const [actor] = await actors();
    expect(actor?.note).toContain('no longer ties these mailboxes');
    expect((await told()).filter((line) => line.includes('withdrawn'))).toHaveLength(1);
    await settle(mailbox('bob'));
    expect((await actors())[0]?.note).toBeNull();
  });

  it('of long ago is written down, and wakes nobody', async () => {
    await bench.store.write('batch', async (tx) => {
      const old = [mailbox('ann'), mailbox('bob')];
      for (const one of old) await tx.putIncident(one);
      await settleActors(old, tx, settingsWith({ quietBefore: START }), START);
    });
    expect(await actors()).toHaveLength(1);
    expect(await told()).toEqual([]);
  });

  it('is contained once it is out of every mailbox, however it got out', async () => {
    await settle(mailbox('ann'), mailbox('bob'));
    const state = (incident: Incident) =>
      bench.store.write('stated', (tx) => stateIncident(tx, incident, START));
    await state(mailbox('ann', { status: 'contained' }));
    expect((await actors())[0]).toMatchObject({
      status: 'open',
      actor: { members: [{ status: 'contained' }, { status: 'open' }] },
    });
    const closure = { verdict: 'true-positive' as const, at: START, by: null, reason: null };
    await state(mailbox('bob', { status: 'closed', closure }));
    expect((await actors())[0]?.status).toBe('contained');
    await settle(mailbox('ann', { status: 'contained' }));
    expect((await actors())[0]?.status).toBe('contained');
  });

  it('has a page of its own, written anew when that of a mailbox changes', async () => {
    await settle(mailbox('ann'), mailbox('bob'));
    const [actor] = await actors();
    const name = `${actor?.id}.html`;
    await runDueJobs(bench.context, new AbortController().signal);
    const page = bench.reports.get(name) ?? '';
    expect(page).toContain('Campaign: 2 mailboxes');
    expect(page).toContain('203.0.113.0/24, chrome on linux');
    expect(JSON.parse(bench.reports.get(`${actor?.id}.json`) ?? '{}')).toMatchObject({ kind: 'actor' });
    bench.reports.delete(name);
    const ann = mailbox('ann');
    await bench.store.write('examined', async (tx) => {
      await tx.enqueue({
        ...{ id: `report:${ann.id}`, kind: 'report', subject: ann.id, version: 'later', payload: {} },
        ...{ dueAt: toInstant(Date.parse(START)), priority: 6 },
      });
    });
    await runDueJobs(bench.context, new AbortController().signal);
    expect([...bench.reports.keys()]).toContain(name);
  });
});
