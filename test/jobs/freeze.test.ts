import { describe, expect, it } from 'vitest';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import { OutsideError } from '../../agent/model/errors.js';
import { EVIDENCE_PARTS, type EvidencePart, frozenKeys } from '../../agent/model/frozen-evidence.js';
import { sha256 } from '../../agent/model/ids.js';
import { actJob, freezeJob } from '../../agent/model/job-specs.js';
import { canonicalJson, type JsonObject } from '../../agent/model/json.js';
import type { AccountEvidence } from '../../agent/model/response-ports.js';
import { actionOf, incidentOf } from '../respond/incidents.js';
import { runAfter } from './ask.js';
import { type JobBench, openBench, START } from './job-bench.js';

const ANN = '11111111-0000-4000-8000-000000000001';

/** A provider that says of each part what it is told to. */
class FakeEvidence implements AccountEvidence {
  readonly asked: string[] = [];
  readonly failures = new Map<EvidencePart, OutsideError>();
  /** Answers come after it. */
  gate: Promise<void> = Promise.resolve();

  async read(userId: string, part: EvidencePart): Promise<readonly JsonObject[]> {
    this.asked.push(part);
    await this.gate;
    const failure = this.failures.get(part);
    if (failure !== undefined) throw failure;
    return [{ id: `${part} of ${userId}`, displayName: 'Überweisungen' }];
  }
}

async function begin(change: Parameters<typeof incidentOf>[0] = {}) {
  const evidence = new FakeEvidence();
  const bench = await openBench({ evidence });
  bench.accounts.validFrom = START;
  await bench.store.write('test', async (tx) => {
    await tx.putIncident(incidentOf(change));
    await tx.enqueue(freezeJob('inc-1', START));
  });
  return { bench, evidence };
}

const keptIn = ({ store }: JobBench) => store.read((reads) => reads.records(frozenKeys('inc-1')));
const notedIn = async ({ store }: JobBench) =>
  (await store.read((reads) => reads.ledger(0, 1_000))).filter(({ kind }) => kind === 'evidence-frozen');

describe('the evidence of an account', () => {
  it('is kept as the provider says it, each part with its hash in the ledger', async () => {
    const { bench, evidence } = await begin();
    await runAfter(bench, 0);
    const kept = await keptIn(bench);
    expect(kept.map(({ body }) => body.part)).toEqual([...EVIDENCE_PARTS]);
    expect(kept[1]?.body).toMatchObject({
      incident: 'inc-1',
      account: ANN,
      takenAt: START,
      objects: [{ id: `inbox-rules of ${ANN}`, displayName: 'Überweisungen' }],
    });
    const noted = await notedIn(bench);
    const hashes = new Map(noted.map(({ subject, detail }) => [subject, detail.sha256]));
    for (const { key, body } of kept) expect(hashes.get(key)).toBe(sha256(canonicalJson(body)));
    // People's own words lie in the encrypted records alone.
    expect(JSON.stringify(noted)).not.toContain('Überweisungen');
    expect(evidence.asked).toHaveLength(EVIDENCE_PARTS.length);
  });

  it('never keeps a revocation waiting: that is done while no part has answered', async () => {
    const { bench, evidence } = await begin();
    let answer = (): void => {};
    evidence.gate = new Promise((resolve) => {
      answer = resolve;
    });
    const action = actionOf();
    await bench.store.write('test', async (tx) => {
      await tx.putAction(action);
      await tx.enqueue(actJob(action, START));
    });
    const run = runDueJobs(bench.context, new AbortController().signal);
    while (bench.accounts.revoked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(evidence.asked).toHaveLength(EVIDENCE_PARTS.length);
    expect(await keptIn(bench)).toEqual([]);
    answer();
    await run;
    expect(await keptIn(bench)).toHaveLength(EVIDENCE_PARTS.length);
  });

  it('that may not be read is unknown, with the reason; the rest is kept, and nothing is asked again', async () => {
    const { bench, evidence } = await begin();
    evidence.failures.set('grants', new OutsideError('permission', 'needs a permission'));
    await runAfter(bench, 0);
    expect((await keptIn(bench)).map(({ body }) => body.part)).not.toContain('grants');
    const noted = (await notedIn(bench)).map(({ detail }) => detail);
    expect(noted).toContainEqual({ part: 'grants', unknown: 'needs a permission' });
    await runAfter(bench, 3_600_000);
    expect(evidence.asked).toHaveLength(EVIDENCE_PARTS.length);
  });

  it('that could not be read for a while is asked for again, and only that', async () => {
    const { bench, evidence } = await begin();
    evidence.failures.set('inbox-rules', new OutsideError('throttled', 'too many calls'));
    await runAfter(bench, 0);
    expect(await keptIn(bench)).toHaveLength(EVIDENCE_PARTS.length - 1);
    evidence.failures.clear();
    await runAfter(bench, 60_000);
    expect(await keptIn(bench)).toHaveLength(EVIDENCE_PARTS.length);
    expect(evidence.asked).toEqual([...EVIDENCE_PARTS, 'inbox-rules']);
  });

  it('that never answers is unknown in the end', async () => {
    const { bench, evidence } = await begin();
    evidence.failures.set('account', new OutsideError('server-error', 'HTTP 503'));
    for (let tries = 0; tries < 160; tries += 1) await runAfter(bench, 20 * 60_000);
    expect(await notedIn(bench)).toHaveLength(EVIDENCE_PARTS.length);
    const noted = (await notedIn(bench)).map(({ detail }) => detail);
    expect(noted).toContainEqual({ part: 'account', unknown: 'it was given up: HTTP 503' });
  });

  it('goes when the person is erased', async () => {
    const { bench } = await begin();
    await runAfter(bench, 0);
    await bench.store.write('test', async (tx) => {
      await tx.putIncident(incidentOf({ status: 'closed' }));
      await tx.erasePerson('ann@contoso.com');
    });
    expect(await keptIn(bench)).toEqual([]);
  });

  it('of an account that nobody knows is unknown, and of a closed case is not asked for', async () => {
    const stranger = await begin({ mailbox: { id: null, upn: 'x@contoso.com' } });
    await runAfter(stranger.bench, 0);
    expect((await notedIn(stranger.bench)).map(({ detail }) => detail.unknown)).toEqual(
      EVIDENCE_PARTS.map(() => 'the directory knows no such account'),
    );
    const closed = await begin({ status: 'closed' });
    await runAfter(closed.bench, 0);
    expect([...stranger.evidence.asked, ...closed.evidence.asked]).toEqual([]);
  });
});
