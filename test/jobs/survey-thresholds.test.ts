import { describe, expect, it } from 'vitest';
import { withFolder, withFolders } from '../../agent/assess/survey/advance-survey.js';
import { queueSurvey } from '../../agent/jobs/queue-survey.js';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import type { AccessEvent } from '../../agent/model/access-event.js';
import type { Incident } from '../../agent/model/incident.js';
import type { MailboxSurvey, SurveyedMessage } from '../../agent/model/mailbox-survey.js';
import { settleMarked } from '../../agent/pipeline.js';
import { settingsWith } from '../daemon/settings.js';
import {
  bare,
  CARRIER,
  event,
  habit,
  OWNER,
  STRANGER,
  TUNING,
} from '../detect/behaviour/timeline-builder.js';
import { type JobBench, openBench } from './job-bench.js';

const NEVER = new AbortController().signal;
const MAILBOX = { id: null, upn: OWNER };
const NOW = '2026-03-18T00:00:00.000Z';

const ABROAD = { ...CARRIER, country: 'PT' };
const SIGN_IN = event({ day: 14, hour: 10, network: ABROAD, client: STRANGER, session: 'x' });
const READING = event({ kind: 'mail-read', day: 14, hour: 11, network: bare(ABROAD), session: 'x' });

function heldBy(...keys: readonly string[]): readonly SurveyedMessage[] {
  return keys.map((key) => ({
    item: key,
    message: `<${key}@x>`,
    folder: 'inbox',
    receivedAt: '2026-02-05T00:00:00.000Z',
    classes: ['ssn'],
    customers: [
      {
        key,
        identifiers: [{ class: 'ssn', key }],
        reference: null,
        group: 'sensitive',
        classes: ['ssn'],
        confidence: 85,
      },
    ],
    unread: [],
  }));
}

/** Looks that find these messages, one look each; `null` is one that the provider refuses. */
function looks(...found: (readonly SurveyedMessage[] | null)[]) {
  let turn = -1;
  return async function* lookThrough(begun: MailboxSurvey) {
    turn += 1;
    const messages = found[turn] ?? null;
    if (messages === null) {
      yield { survey: { ...begun, status: 'closed' as const, reason: 'it is gone' }, messages: [] };
      return;
    }
    const open = withFolders(begun, [{ id: 'inbox', kind: 'inbox' }]);
    const read = withFolder(open, 'inbox', { read: messages.length, status: 'done' });
    const withData = messages.filter(({ customers }) => customers.length > 0).length;
    const withUnread = messages.length - withData;
    yield { survey: { ...read, withData, withUnread, classes: { ssn: withData } }, messages };
  };
}

/** A message of which a part could not be read, without customers. */
function unread(): SurveyedMessage {
  const part = { part: 'message u', reason: 'it is encrypted' };
  return {
    item: 'u',
    message: '<u@x>',
    folder: 'inbox',
    receivedAt: null,
    classes: [],
    customers: [],
    unread: [part],
  };
}

async function ask({ store, context }: JobBench, pass: string, sample: number | null = null): Promise<void> {
  const demand = { subject: OWNER, mailbox: MAILBOX, pass, sample };
  await store.write('ask', (tx) => queueSurvey(tx, demand, context.clock.now()));
}

async function look(bench: JobBench, pass: string, sample: number | null = null): Promise<void> {
  await ask(bench, pass, sample);
  await runDueJobs(bench.context, NEVER);
}

async function settled({ store }: JobBench, tuning = TUNING): Promise<Incident | undefined> {
  await store.write('settle', (tx) => settleMarked({ limit: 10 }, tx, settingsWith({ tuning }), NOW));
  return (await store.read((reads) => reads.incidents()))[0];
}

async function benchWith(
  lookThrough: ReturnType<typeof looks>,
  events: readonly AccessEvent[],
): Promise<JobBench> {
  const bench = await openBench({ lookThrough });
  await bench.store.write('events', async (tx) => {
    await tx.putEvents([...habit(14), ...events]);
    await tx.markDirty([OWNER]);
  });
  return bench;
}

describe('a mailbox in which a look found customers’ data', () => {
  it('has its weak intruder contained, whom another mailbox only watches', async () => {
    const bench = await benchWith(looks(heldBy('k1', 'k2')), [SIGN_IN, READING]);
    const before = await settled(bench);
    expect(before).toMatchObject({ threshold: 3500, containThreshold: 5000, justifiesContainment: false });
    expect(before?.thresholdReason).toBeUndefined();
    expect(await bench.store.read((reads) => reads.actions())).toEqual([]);

    await look(bench, 'inventory:1');
    const after = await settled(bench);
    expect(after).toMatchObject({
      id: before?.id,
      score: before?.score,
      threshold: 3000,
      containThreshold: 4000,
      justifiesContainment: true,
    });
    const why =
      "a case opens at 3.0 instead of 3.5 and is contained at 4.0 instead of 5.0: a look through the mailbox (2026-03-01) found customers' data in 2 messages: SSN, financial account or government id of 2 customers";
    expect(after?.thresholdReason).toBe(why);
    expect(after?.containmentReason).toContain(`Sooner than usual: ${why}.`);
    const actions = await bench.store.read((reads) => reads.actions());
    expect(actions).toContainEqual(expect.objectContaining({ kind: 'revoke-sessions', status: 'approved' }));
  });

  it('has a case opened for evidence that opens none in another', async () => {
    const bench = await benchWith(looks(heldBy('k1')), [SIGN_IN]);
    expect(await settled(bench)).toBeUndefined();
    await look(bench, 'inventory:1');
    expect(await settled(bench)).toMatchObject({ threshold: 3000, justifiesContainment: false });
  });

  it('is never contained on one key, however low the threshold', async () => {
    const heldData = { sensitive: { least: 1, open: -100_000, contain: -100_000 } };
    const bench = await benchWith(looks(heldBy('k1')), [SIGN_IN]);
    await look(bench, 'inventory:1');
    const incident = await settled(bench, { ...TUNING, heldData });
    expect(incident).toMatchObject({ threshold: 1000, containThreshold: 1000, justifiesContainment: false });
    expect(incident?.containmentReason).toContain('no evidence of a deed');
  });

  it.each([
    { name: 'while another look is under way', second: 'pending' as const, sample: null, threshold: 3000 },
    { name: 'after a look that was refused', second: null, sample: null, threshold: 3000 },
    { name: 'after a sample that found nothing', second: [], sample: 5, threshold: 3000 },
    {
      name: 'after a look that could not read everything',
      second: [unread()],
      sample: null,
      threshold: 3000,
    },
    { name: 'only until a look at everything finds nothing', second: [], sample: null, threshold: 3500 },
  ])('stays stricter $name', async ({ second, sample, threshold }) => {
    const bench = await benchWith(looks(heldBy('k1'), second === 'pending' ? null : second), [
      SIGN_IN,
      READING,
    ]);
    await look(bench, 'inventory:1');
    expect(await settled(bench)).toMatchObject({ threshold: 3000 });
    if (second === 'pending') await ask(bench, 'inventory:2', sample);
    else await look(bench, 'inventory:2', sample);
    await bench.store.write('mark', (tx) => tx.markDirty([OWNER]));
    expect(await settled(bench)).toMatchObject({ threshold });
  });
});
