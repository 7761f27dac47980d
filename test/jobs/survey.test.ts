import { describe, expect, it } from 'vitest';
import { withFolder, withFolders } from '../../agent/assess/survey/advance-survey.js';
import { queueSurvey } from '../../agent/jobs/queue-survey.js';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import { OutsideError } from '../../agent/model/errors.js';
import type { ExposedCustomer } from '../../agent/model/exposure.js';
import { assessJob } from '../../agent/model/job-specs.js';
import type { MailboxSurvey, SurveyedMessage } from '../../agent/model/mailbox-survey.js';
import { DAY_MS, shift } from '../../agent/model/time.js';
import { fakeIncident, OWNER } from '../assess/fake-mailbox.js';
import { exposureOf, type JobBench, openBench, START } from './job-bench.js';

const NEVER = new AbortController().signal;
const INCIDENT = fakeIncident([
  {
    source: 'exchangeAudit',
    from: '2026-02-01T00:00:00.000Z',
    to: '2026-02-10T00:00:00.000Z',
    reason: 'outage',
  },
]);
const DEMAND = { subject: OWNER.upn, mailbox: OWNER, pass: 'inventory:1', sample: null };

function customer(key: string, group: ExposedCustomer['group']): SurveyedMessage['customers'][number] {
  const identifiers = [{ class: 'account-number' as const, key }];
  return { key, identifiers, reference: null, group, classes: ['account-number'], confidence: 85 };
}

function message(
  item: string,
  receivedAt: string,
  ...customers: SurveyedMessage['customers']
): SurveyedMessage {
  const classes = customers.length > 0 ? (['account-number'] as const) : [];
  return { item, message: `<${item}@x>`, folder: 'inbox', receivedAt, classes, customers, unread: [] };
}

const OLD = '2026-02-05T00:00:00.000Z';
const NEW = '2026-02-20T00:00:00.000Z';

/** Gives these pages, one a step, and ends. `begunAt` names the pages at which it was asked to go on. */
function surveyor(pages: readonly (readonly SurveyedMessage[])[], onStep: () => void = () => {}) {
  const begunAt: number[] = [];
  async function* lookThrough(begun: MailboxSurvey) {
    let survey = begun.folders.length > 0 ? begun : withFolders(begun, [{ id: 'inbox', kind: 'inbox' }]);
    const from = survey.folders[0]?.read ?? 0;
    begunAt.push(from);
    for (let at = from; at < pages.length; at += 1) {
      onStep();
      survey = withFolder(survey, 'inbox', {
        read: at + 1,
        ...(at + 1 === pages.length ? { status: 'done' } : {}),
      });
      yield { survey, messages: pages[at] ?? [] };
    }
  }
  return { lookThrough, begunAt };
}

async function examined(bench: JobBench): Promise<void> {
  await bench.store.write('incident', async (tx) => {
    await tx.putIncident(INCIDENT);
    await tx.enqueue(assessJob(INCIDENT, START));
  });
  await runDueJobs(bench.context, NEVER);
}

const restOf = async ({ store }: JobBench) =>
  (await store.read((reads) => reads.exposure(INCIDENT.id)))?.rest;

describe('the rest of a suspect mailbox', () => {
  const pages = [
    [message('a', OLD, customer('k1', 'sensitive')), message('b', OLD, customer('k2', 'account'))],
    [message('c', NEW, customer('k1', 'sensitive')), message('d', NEW)],
  ];

  it('is looked through after the examination, and told by what the log leaves open', async () => {
    const bench = await openBench({ ...surveyor(pages), isWholeMailboxWanted: true });
    await examined(bench);
    expect(await restOf(bench)).toMatchObject({
      status: 'complete',
      read: 2,
      proofs: [
        { proof: 'cannot-exclude', messages: 2, customers: { sensitive: 1, account: 1 } },
        { proof: 'searched', messages: 0 },
        { proof: 'present', messages: 1, customers: { sensitive: 1, account: 0 } },
      ],
    });
    const survey = await bench.store.read((reads) => reads.survey(OWNER.upn));
    expect(survey).toMatchObject({ status: 'complete', customers: { sensitive: 1, account: 1 } });
  });

  it('changes neither verdict nor customers, and has lists of its own', async () => {
    const bench = await openBench({ ...surveyor(pages), isWholeMailboxWanted: true });
    await examined(bench);
    const exposure = await bench.store.read((reads) => reads.exposure(INCIDENT.id));
    expect(exposure).toMatchObject({ verdict: 'no', customers: [], groups: { account: 0, sensitive: 0 } });
    expect(bench.reports.get(`${INCIDENT.id}.sensitive.csv`)?.trim().split('\n')).toHaveLength(1);
    const rows = bench.reports.get(`${INCIDENT.id}.rest.csv`)?.trim().split('\r\n') ?? [];
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 6).join(','))).toEqual([
      'k1,key,sensitive,account-number,cannot-exclude,2',
      'k2,key,account,account-number,cannot-exclude,1',
    ]);
    expect(bench.reports.get(`${INCIDENT.id}.rest-messages.csv`)).toContain(`<c@x>,inbox,${NEW},present`);
    expect(bench.reports.get(`${INCIDENT.id}.html`)).toContain('What else lies in the mailbox');
  });

  it('leaves out what was reached', async () => {
    const reached = [
      { message: '<a@x>', folder: 'inbox', proof: 'opened', at: START, classes: [] },
      { message: '<c@x>', folder: 'inbox', proof: 'opened', at: START, classes: [] },
    ] as const;
    const bench = await openBench({
      ...surveyor(pages),
      isWholeMailboxWanted: true,
      examine: async (incident, _events, now) => ({ ...exposureOf(incident, now), reached }),
    });
    await examined(bench);
    expect((await restOf(bench))?.proofs.map(({ messages }) => messages)).toEqual([1, 0, 0]);
  });

  it('is not looked at where that is not wanted', async () => {
    const bench = await openBench(surveyor(pages));
    await examined(bench);
    expect(await restOf(bench)).toBeUndefined();
    expect(bench.reports.has(`${INCIDENT.id}.rest.csv`)).toBe(false);
  });

  it('without an answer there is no empty list that would read as nobody', async () => {
    const bench = await openBench({
      isWholeMailboxWanted: true,
      lookThrough: async function* () {
        yield* [];
        throw new OutsideError('refused', 'no');
      },
    });
    await examined(bench);
    expect(await restOf(bench)).toMatchObject({ status: 'closed', reason: 'it was given up: no' });
    expect(bench.reports.has(`${INCIDENT.id}.rest.csv`)).toBe(false);
  });
});

describe('a long look', () => {
  const pages = Array.from({ length: 5 }, (_, index) => [
    message(`m${index}`, OLD, customer(`k${index}`, 'account')),
  ]);

  it('is done in slices, each from where the one before ended', async () => {
    let clock: JobBench['clock'] | null = null;
    const looker = surveyor(pages, () => clock?.move(25_000));
    const bench = await openBench(looker);
    clock = bench.clock;
    await bench.store.write('ask', (tx) => queueSurvey(tx, DEMAND, START));
    await runDueJobs(bench.context, NEVER);
    expect(looker.begunAt).toEqual([0]);
    bench.clock.move(5_000);
    await runDueJobs(bench.context, NEVER);
    expect(looker.begunAt).toEqual([0, 3]);
    expect(await bench.store.read((reads) => reads.survey(OWNER.upn))).toMatchObject({
      status: 'complete',
      customers: { account: 5 },
    });
  });

  it('leaves room in the log of the mailbox: above 400 stretches of two minutes it goes on tomorrow', async () => {
    const looker = surveyor(pages);
    const bench = await openBench(looker);
    const pace = { since: START, stretches: 399, until: START };
    await bench.store.write('ask', async (tx) => {
      const survey = await queueSurvey(tx, DEMAND, START);
      await tx.putSurvey({ ...survey, pace });
    });
    await runDueJobs(bench.context, NEVER);
    const [waiting] = await bench.store.read((reads) => reads.jobs('pending'));
    expect(waiting).toMatchObject({ kind: 'survey', dueAt: shift(START, DAY_MS) });
    bench.clock.move(DAY_MS);
    await runDueJobs(bench.context, NEVER);
    expect(looker.begunAt).toEqual([0, 1]);
  });

  it('one that is under way goes on when it is asked for again; a new one begins anew and forgets', async () => {
    const bench = await openBench(surveyor(pages));
    const ask = (pass: string, sample: number | null = null) =>
      bench.store.write('ask', (tx) => queueSurvey(tx, { ...DEMAND, pass, sample }, START));
    expect((await ask('inventory:1', 10)).pass).toBe('inventory:1');
    expect((await ask('inventory:2', 5)).pass).toBe('inventory:1');
    expect((await ask('incident:1')).pass).toBe('incident:1');
    await runDueJobs(bench.context, NEVER);
    expect((await ask('incident:1')).status).toBe('complete');
    expect((await ask('incident:2')).status).toBe('waiting');
    expect(await bench.store.read((reads) => reads.surveyedMessages(OWNER.upn, '', 10))).toEqual([]);
  });
});
