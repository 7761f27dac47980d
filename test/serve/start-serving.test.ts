import { describe, expect, it, onTestFinished } from 'vitest';
import { InputError } from '../../agent/model/errors.js';
import type { Figures } from '../../agent/model/metrics.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import type { Probes } from '../../agent/serve/observe.js';
import { type Serving, startServing } from '../../agent/serve/start-serving.js';
import { openTemporary } from '../store/open-temporary.js';
import { action, alert, at, gap, incident, job, rawRecord } from '../store/samples.js';
import { FIGURES, LIVE } from './figures.js';

async function serving(change: Partial<Probes> = {}, port = 0): Promise<Serving> {
  const probes = {
    live: () => LIVE,
    figures: async () => FIGURES,
    isLeaseHeld: () => true,
    ...change,
  };
  const settings = { address: '127.0.0.1', port, staleMs: Number.MAX_SAFE_INTEGER };
  const parts = { probes, productVersion: '1.2.3', clock: systemClock, log: silentLog };
  const running = await startServing(settings, parts);
  onTestFinished(() => running.close());
  return running;
}

async function ask({ port }: Serving, path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, text: await answer.text() };
}

describe('serving', () => {
  it('answers health, readiness and metrics', async () => {
    const running = await serving();
    expect(await ask(running, '/healthz')).toEqual({ status: 200, text: 'ok\n' });
    expect((await ask(running, '/readyz')).status).toBe(200);
    expect((await ask(running, '/metrics')).text).toContain('mailwarden_build_info{version="1.2.3"} 1');
  });

  it('is neither alive nor ready without the lease', async () => {
    const running = await serving({ isLeaseHeld: () => false });
    expect((await ask(running, '/healthz')).status).toBe(503);
    const ready = await ask(running, '/readyz');
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text)).toMatchObject({ ready: false });
  });

  it('is alive but not ready while the store does not answer, and still gives its own metrics', async () => {
    const running = await serving({ figures: () => Promise.reject(new Error('no store')) });
    expect((await ask(running, '/healthz')).status).toBe(200);
    expect((await ask(running, '/readyz')).status).toBe(503);
    expect((await ask(running, '/metrics')).text).toContain('mailwarden_ready{check="store"} 0');
  });

  it('looks once for callers that come together', async () => {
    let looks = 0;
    const figures = async (): Promise<Figures> => {
      looks += 1;
      return FIGURES;
    };
    const running = await serving({ figures });
    await Promise.all(Array.from({ length: 20 }, () => ask(running, '/metrics')));
    expect(looks).toBeLessThan(20);
  });

  it('names a port that is taken, and what to do', async () => {
    const { port } = await serving();
    const second = serving({}, port);
    await expect(second).rejects.toThrow(InputError);
    await expect(second).rejects.toThrow(/another program listens there\); choose another serve\.address/);
  });

  it('names nobody, whoever stands in the store', async () => {
    const store = await openTemporary();
    const who = { id: 'id-of-zoe', upn: 'zoe.planted@contoso.com' };
    await store.write('fill', async (tx) => {
      await tx.putIncident(incident('inc-zoe', { subject: 'id:id-of-zoe', mailbox: who }));
      await tx.putAction(action('act-zoe', 'inc-zoe', { target: who, reason: 'zoe.planted did it' }));
      await tx.putAlert(alert('al-zoe', { incident: 'inc-zoe', title: 'Mailbox of zoe.planted' }));
      await tx.markDelivered('al-zoe', 'soc', at(5));
      await tx.enqueue(job('job-zoe', { subject: 'inc-zoe', payload: { who: who.upn } }));
      await tx.retryJob('job-zoe', 'v1', at(1), 'zoe.planted is away');
      await tx.putCoverage([gap(0, 1, { detail: 'the mailbox of zoe.planted' })]);
      const record = rawRecord('key-zoe', { user: who.upn });
      await tx.putRejected(
        [{ key: 'key-zoe', source: 'signIns', reason: 'zoe.planted: expected a text', record, bytes: null }],
        at(1),
      );
      await tx.markDirty(['id:id-of-zoe']);
    });
    const figures = async (): Promise<Figures> => ({
      ...FIGURES,
      store: await store.read((reads) => reads.figures()),
    });
    const running = await serving({ figures });
    const texts = await Promise.all(['/healthz', '/readyz', '/metrics'].map((path) => ask(running, path)));
    const all = texts.map((one) => one.text).join('\n');
    expect(all).toContain('mailwarden_incidents{status="open"} 1');
    expect(all).not.toMatch(/zoe/i);
  });
});
