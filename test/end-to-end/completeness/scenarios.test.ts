import { afterEach, describe, expect, it } from 'vitest';
import type { Coverage } from '../../../agent/model/coverage.js';
import type { Simulator } from '../../../simulator/server/start-simulator.js';
import { runInProcess } from '../../commands/run-in-process.js';
import { readStore } from '../read-store.js';
import { type AgentPlace, SMALL, startTenant, type TestTenant } from '../tenant.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface OnceSource {
  readonly name: string;
  readonly records: number;
  readonly new: number;
  readonly gaps: readonly Pick<Coverage, 'reason' | 'from' | 'to'>[];
}

/** One pass over a small tenant in this trouble. */
async function pass(scenario: string): Promise<{
  readonly tenant: TestTenant;
  readonly place: AgentPlace;
  readonly of: (name: string) => OnceSource;
}> {
  const tenant = await startTenant({ scenario, mailboxes: SMALL.mailboxes });
  closers.push(() => tenant.close());
  const place = tenant.configFor('agent');
  const run = await runInProcess(['once', '--config', place.config, '--json']);
  const { sources } = JSON.parse(run.stdout) as { sources: readonly OnceSource[] };
  return {
    tenant,
    place,
    of(name) {
      const found = sources.find((source) => source.name === name);
      if (found === undefined) throw new Error(`no source ${name}: ${run.stderr}`);
      return found;
    },
  };
}

/** How many records of a log the world holds that were ready before now. */
function offered({ world }: Simulator, log: string): number {
  const now = Date.now();
  const ids = world.logs.filter((row) => row.log === log && row.availableAtMs <= now).map((row) => row.id);
  return new Set(ids).size;
}

describe('a tenant in trouble', { timeout: 180_000 }, () => {
  it('audit-off: a gap of that name over all of the feed, and the sign-ins are read', async () => {
    const { of } = await pass('audit-off');
    expect(new Set(of('exchangeAudit').gaps.map((gap) => gap.reason))).toEqual(new Set(['audit-off']));
    expect(of('exchangeAudit').records).toBe(0);
    expect(of('signIns').new).toBeGreaterThan(0);
  });

  it('expired-content: what is gone is named, the rest is read', async () => {
    const { tenant, of } = await pass('expired-content');
    const { new: stored, gaps } = of('exchangeAudit');
    expect(new Set(gaps.map((gap) => gap.reason))).toEqual(new Set(['expired-content']));
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(offered(tenant.simulator, 'Audit.Exchange'));
  });

  it('stalled-feed: it answers, and nothing of its last hours is there', async () => {
    const { tenant, place, of } = await pass('stalled-feed');
    expect(of('exchangeAudit').new).toBeLessThan(offered(tenant.simulator, 'Audit.Exchange'));
    const last = await readStore(place, (reads) => reads.newestEvents(1, { source: 'exchangeAudit' }));
    expect(Date.parse(last[0]?.at ?? '')).toBeLessThan(tenant.simulator.world.startMs - 5 * 3_600_000);
  });

  it('mutating-sign-ins: one record each, as it is in the end', async () => {
    const { tenant, of } = await pass('mutating-sign-ins');
    expect(of('signIns').new).toBe(offered(tenant.simulator, 'signIns'));
  });

  it('new-subscription: what the feed had not kept before it is a gap, though every listing answers', async () => {
    const { tenant, place, of } = await pass('new-subscription');
    const gaps = of('exchangeAudit').gaps;
    expect(new Set(gaps.map((gap) => gap.reason))).toEqual(new Set(['expired-content']));
    const days = gaps.reduce((sum, gap) => sum + Date.parse(gap.to) - Date.parse(gap.from), 0) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(offered(tenant.simulator, 'Audit.Exchange')).toBeGreaterThan(of('exchangeAudit').new);
    expect(await readStore(place, (reads) => reads.recordCount('signIns'))).toBeGreaterThan(0);
  });

  it('oversized-blob: a day in one content is read whole', async () => {
    const { tenant, of } = await pass('oversized-blob');
    expect(of('exchangeAudit').new).toBe(offered(tenant.simulator, 'Audit.Exchange'));
    expect(of('exchangeAudit').gaps).toEqual([]);
  });

  it('token-revoked-mid-page: a new token is asked for and the reading comes to its end', async () => {
    const { tenant, of } = await pass('token-revoked-mid-page');
    expect(of('signIns').new).toBe(offered(tenant.simulator, 'signIns'));
    expect(tenant.simulator.journal.calls().filter((call) => call.fault === 'revoked-token')).not.toEqual([]);
  });

  it('no-p1: the sign-in log is a gap of the licence', async () => {
    const { of } = await pass('no-p1');
    expect(new Set(of('signIns').gaps.map((gap) => gap.reason))).toEqual(new Set(['licence']));
    expect(of('entraAudit').new).toBeGreaterThan(0);
  });
});
