import { describe, expect, it } from 'vitest';
import { createSinkGates } from '../../agent/alert/routing/sink-gates.js';
import { acknowledge } from '../../agent/daemon/requests/acknowledge.js';
import { retryAlerts } from '../../agent/daemon/requests/retry-alerts.js';
import { runDueJobs } from '../../agent/jobs/run-jobs.js';
import type { Alert, Sink } from '../../agent/model/alert.js';
import { OutsideError } from '../../agent/model/errors.js';
import { deliverJobs } from '../../agent/model/job-specs.js';
import { PLAIN_TELLING, type Telling } from '../../agent/model/telling.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { sampleAlert } from '../alert/sample-alerts.js';
import { incidentOf } from '../respond/incidents.js';
import { type JobBench, openBench, START } from './job-bench.js';

const NEVER = new AbortController().signal;
const MINUTE_MS = 60_000;

class RecordingSink implements Sink {
  readonly told: (Telling & { readonly alert: Alert })[] = [];
  failure: OutsideError | null = null;

  constructor(readonly name: string) {}

  async deliver(alert: Alert, _signal: AbortSignal, telling = PLAIN_TELLING): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.told.push({ ...telling, alert });
  }
}

const HUNG: Sink = {
  name: 'hung',
  deliver: (_alert, signal) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new OutsideError('aborted', 'stopped'))),
    ),
};

async function queue(bench: JobBench, alert: Alert, sinks: readonly string[]): Promise<void> {
  await bench.store.write('test', async (tx) => {
    await tx.putAlert(alert);
    for (const job of deliverJobs(alert, sinks, START)) await tx.enqueue(job);
  });
}

async function run(bench: JobBench, afterMs = 0): Promise<void> {
  bench.clock.move(afterMs);
  await runDueJobs(bench.context, NEVER);
}

const TERMS = (bench: JobBench) => ({ mode: 'enforce' as const, approvalMs: 1, telling: bench.context });

describe('bringing alerts to sinks', () => {
  it('what was broken off and may have arrived is sent again, marked; what was refused at the door is not marked', async () => {
    for (const [failure, mayBeRepeat] of [
      [new OutsideError('timeout', 'chat: no answer'), true],
      [new OutsideError('server-error', 'chat: 504', { status: 504 }), true],
      [new OutsideError('throttled', 'chat: 429', { status: 429 }), false],
      [new OutsideError('unreachable', 'chat: ECONNREFUSED', { code: 'ECONNREFUSED' }), false],
    ] as const) {
      const chat = new RecordingSink('chat');
      const bench = await openBench({ sinks: [chat] });
      chat.failure = failure;
      await queue(bench, sampleAlert(), ['chat']);
      await run(bench);
      chat.failure = null;
      await run(bench, MINUTE_MS);
      expect(chat.told.map((one) => one.mayBeRepeat)).toEqual([mayBeRepeat]);
    }
  });

  it('a process that died while sending sends again, marked', async () => {
    const chat = new RecordingSink('chat');
    const bench = await openBench({ sinks: [chat] });
    await queue(bench, sampleAlert(), ['chat']);
    await bench.store.write('test', (tx) => tx.markSending(sampleAlert().id, 'chat', START));
    await run(bench);
    await run(bench, MINUTE_MS);
    expect(chat.told.map((one) => one.mayBeRepeat)).toEqual([true]);
  });

  it('a receiver that takes nothing is told of by the others, once, and again when it works', async () => {
    const [chat, siem] = [new RecordingSink('chat'), new RecordingSink('siem')];
    const bench = await openBench({ sinks: [chat, siem] });
    chat.failure = new OutsideError('unreachable', 'chat: ECONNREFUSED', { code: 'ECONNREFUSED' });
    await queue(bench, sampleAlert(), ['chat', 'siem']);
    for (let round = 0; round < 8; round += 1) await run(bench, 10 * MINUTE_MS);
    chat.failure = null;
    await run(bench, 10 * MINUTE_MS);
    expect(siem.told.map(({ alert }) => alert.title.replace(/\d{4}-\S+Z/, 'T'))).toEqual([
      sampleAlert().title,
      'The alert sink chat does not take alerts since T: chat: ECONNREFUSED.',
      'The alert sink chat takes alerts again; it had failed since T.',
    ]);
    expect(chat.told.map(({ alert }) => alert.id)).toEqual([sampleAlert().id]);
  });

  it('what a receiver refuses for good is kept, told elsewhere, and sent again when a person asks', async () => {
    const [chat, siem] = [new RecordingSink('chat'), new RecordingSink('siem')];
    const bench = await openBench({ sinks: [chat, siem] });
    chat.failure = new OutsideError('refused', 'chat: the receiver answered 400', { isRetryable: false });
    await queue(bench, sampleAlert(), ['chat']);
    await run(bench);
    expect((await bench.store.read((reads) => reads.jobs('dead'))).map((job) => job.lastError)).toEqual([
      'chat: the receiver answered 400',
    ]);
    await run(bench);
    expect(siem.told).toHaveLength(1);
    chat.failure = null;
    const answer = await bench.store.write('test', (tx) =>
      retryAlerts({ sink: 'chat' }, tx, TERMS(bench), bench.clock.now()),
    );
    expect(answer.status).toBe('done');
    await run(bench);
    expect(chat.told).toHaveLength(1);
  });

  it('is not given up while the receiver is away, but after a week', async () => {
    const chat = new RecordingSink('chat');
    const bench = await openBench({ sinks: [chat] });
    chat.failure = new OutsideError('unreachable', 'chat: ECONNREFUSED', { code: 'ECONNREFUSED' });
    await queue(bench, { ...sampleAlert(), at: START }, ['chat']);
    for (let round = 0; round < 160; round += 1) await run(bench, 60 * MINUTE_MS);
    expect(await bench.store.read((reads) => reads.jobs('dead'))).toEqual([]);
    await run(bench, 24 * 60 * MINUTE_MS);
    const dead = await bench.store.read((reads) => reads.jobs('dead'));
    expect(dead.map((job) => job.lastError)).toEqual(['given up after seven days: chat: ECONNREFUSED']);
  });

  it('reminds of a critical alert until a person has it in hand, and tells who', async () => {
    const chat = new RecordingSink('chat');
    const routing = {
      sinks: [{ name: 'chat', groupMs: MINUTE_MS, repeatMs: 60 * MINUTE_MS }],
      routes: [],
      silences: [],
    };
    const bench = await openBench({ sinks: [chat], routing });
    await bench.store.write('test', (tx) => tx.putIncident(incidentOf()));
    await queue(bench, { ...sampleAlert(), severity: 'critical' }, ['chat']);
    await run(bench);
    await run(bench, 60 * MINUTE_MS);
    await run(bench, 60 * MINUTE_MS);
    await bench.store.write('test', (tx) =>
      acknowledge({ incident: 'inc-1', by: 'ann' }, tx, TERMS(bench), bench.clock.now()),
    );
    for (let round = 0; round < 3; round += 1) await run(bench, 60 * MINUTE_MS);
    expect(chat.told.map(({ alert, reminder }) => [alert.milestone, reminder])).toEqual([
      ['opened', 0],
      ['opened', 1],
      ['opened', 2],
      ['acknowledged', 0],
    ]);
    expect(chat.told.at(-1)?.alert.title).toContain('ann has taken the incident in hand');
  });

  it('a receiver that hangs holds up no other, however many alerts wait for it', async () => {
    const siem = new RecordingSink('siem');
    const gates = createSinkGates(systemClock);
    const bench = await openBench({ sinks: [HUNG, siem], gates, clock: systemClock });
    for (let index = 0; index < 20; index += 1)
      await queue(bench, { ...sampleAlert(), id: `alert-${index}` }, ['hung', 'siem']);
    const abort = new AbortController();
    const running = runDueJobs(bench.context, abort.signal);
    while (siem.told.length < 20) await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort();
    await running;
    expect(new Set(siem.told.map(({ alert }) => alert.id)).size).toBe(20);
  });

  it('what comes while a receiver hangs does not wait for it', async () => {
    const siem = new RecordingSink('siem');
    const bench = await openBench({ sinks: [HUNG, siem], gates: createSinkGates(systemClock) });
    await queue(bench, sampleAlert(), ['hung']);
    const abort = new AbortController();
    const running = runDueJobs(bench.context, abort.signal);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await queue(bench, { ...sampleAlert(), id: 'alert-later' }, ['siem']);
    while (siem.told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort();
    await running;
    expect(siem.told.map(({ alert }) => alert.id)).toEqual(['alert-later']);
  });

  it('two alerts of one thing at once are one message where a sink groups', async () => {
    const chat = new RecordingSink('chat');
    const routing = { sinks: [{ name: 'chat', groupMs: MINUTE_MS, repeatMs: 0 }], routes: [], silences: [] };
    const gates = createSinkGates(systemClock);
    const bench = await openBench({ sinks: [chat], routing, gates });
    await queue(bench, sampleAlert(), ['chat']);
    await queue(bench, { ...sampleAlert(), id: 'alert-2', milestone: 'held', at: START }, ['chat']);
    await run(bench);
    expect(chat.told).toHaveLength(1);
    const rows = await bench.store.read((reads) => reads.alerts());
    expect(rows.flatMap((row) => row.deliveries.map((one) => one.outcome ?? 'sent')).sort()).toEqual([
      'grouped',
      'sent',
    ]);
  });
});
