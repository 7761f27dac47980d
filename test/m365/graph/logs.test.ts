import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { SourceItem, Window } from '../../../agent/model/ports.js';
import { DAY_MS, shift, toMs } from '../../../agent/model/time.js';
import { connectFake, NEVER, type RecordingClock } from '../connect-fake.js';
import { type FakeTenant, type Reply, type Seen, startFakeTenant } from '../fake-tenant.js';
import { gapsOf, gather, recordsOf } from '../gather.js';

const HOUR: Window = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-02T09:00:00.000Z' };

let tenant: FakeTenant;
let m365: M365;
let clock: RecordingClock;
beforeEach(async () => {
  tenant = await startFakeTenant();
  ({ m365, clock } = connectFake(tenant));
});
afterEach(async () => {
  await m365.close();
  await tenant.close();
});

async function read(name: string, window = HOUR): Promise<readonly SourceItem[]> {
  const source = m365.sources.get(name);
  if (source === undefined) throw new Error(`no source ${name}`);
  return gather(source.read(window, NEVER));
}

const SIGN_INS = '/v1.0/auditLogs/signIns';

/** A tenant with Entra ID P1: the sign-in log opens, which tells how long the audits are kept. */
function script(answer: (call: Seen, nth: number) => Reply | undefined): void {
  tenant.script((call, nth) => (call.path === SIGN_INS ? { json: { value: [] } } : answer(call, nth)));
}

const logs = [
  {
    source: 'directoryAudits',
    path: '/v1.0/auditLogs/directoryAudits',
    filter: 'activityDateTime ge 2026-03-02T08:00:00Z and activityDateTime le 2026-03-02T09:00:00Z',
    row: { id: 'AA', activityDateTime: '2026-03-02T08:10:00Z' },
    key: 'diraudit:aa',
    permission: /AuditLog\.Read\.All/,
  },
  {
    source: 'riskDetections',
    path: '/v1.0/identityProtection/riskDetections',
    filter: 'lastUpdatedDateTime ge 2026-03-02T08:00:00Z and lastUpdatedDateTime le 2026-03-02T09:00:00Z',
    row: { id: 'AA', activityDateTime: '2026-03-02T08:10:00Z' },
    key: 'risk:aa',
    permission: /IdentityRiskEvent\.Read\.All/,
  },
  {
    source: 'riskyUsers',
    path: '/v1.0/identityProtection/riskyUsers',
    filter:
      'riskLastUpdatedDateTime ge 2026-03-02T08:00:00Z and riskLastUpdatedDateTime le 2026-03-02T09:00:00Z',
    row: { id: 'AA', riskLastUpdatedDateTime: '2026-03-02T08:10:00Z' },
    // Another state of the same account is another record.
    key: 'risk:aa/2026-03-02t08:10:00z',
    permission: /IdentityRiskyUser\.Read\.All/,
  },
] as const;

for (const { source, path, filter, row, key, permission } of logs) {
  describe(`the log ${source}`, () => {
    it('is asked once per window, by its own time', async () => {
      script((call) => (call.path === path ? { json: { value: [row] } } : undefined));
      expect(recordsOf(await read(source))).toMatchObject([
        { key, source, occurredAt: '2026-03-02T08:10:00.000Z' },
      ]);
      expect(tenant.calls('graph', path).map((call) => call.parameters.get('$filter'))).toEqual([filter]);
    });

    it('names the permission that is missing', async () => {
      script((call) => (call.path === path ? { status: 403, json: { error: { code: 'x' } } } : undefined));
      await expect(read(source)).rejects.toMatchObject({
        gap: 'permission',
        message: expect.stringMatching(permission),
      });
    });

    it('waits by itself when the throttle names no wait', async () => {
      script((call, nth) => {
        if (call.path !== path) return undefined;
        return nth === 1 ? { status: 429, json: {} } : { json: { value: [] } };
      });
      await read(source);
      expect(Math.max(...clock.waits)).toBeGreaterThanOrEqual(500);
    });
  });
}

describe('how long directory audits are kept', () => {
  const PATH = '/v1.0/auditLogs/directoryAudits';
  const NOT_LICENSED = { code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', message: 'x' };
  const row = { id: 'AA', activityDateTime: '2026-03-02T08:10:00Z' };
  const daysAgo = (days: number): string => shift(clock.now(), -days * DAY_MS);

  it('without P1 seven days: what is older is a gap, though the listing would answer', async () => {
    tenant.script((call) => {
      if (call.path === SIGN_INS) return { status: 403, json: { error: NOT_LICENSED } };
      return call.path === PATH ? { json: { value: [row] } } : undefined;
    });
    const [from, edge, to] = [daysAgo(7.5), daysAgo(7), daysAgo(6.5)];
    const items = await read('directoryAudits', { from, to });
    expect(gapsOf(items)).toMatchObject([{ from, reason: 'retention-passed' }]);
    expect(toMs(gapsOf(items)[0]?.to ?? '')).toBeGreaterThanOrEqual(toMs(edge));
    expect(recordsOf(items)).toHaveLength(1);
    const older = await read('directoryAudits', { from: daysAgo(20), to: daysAgo(19) });
    expect(older).toMatchObject([{ type: 'gap', reason: 'retention-passed' }]);
    expect(tenant.calls('graph', PATH)).toHaveLength(1);
    expect(tenant.calls('graph', SIGN_INS)).toHaveLength(1);
  });

  it('with P1 thirty days', async () => {
    script((call) => (call.path === PATH ? { json: { value: [row] } } : undefined));
    expect(gapsOf(await read('directoryAudits', { from: daysAgo(20), to: daysAgo(19) }))).toEqual([]);
  });

  it('whatever the licence, nothing is asked about it while only the last week is read', async () => {
    script((call) => (call.path === PATH ? { json: { value: [row] } } : undefined));
    await read('directoryAudits', { from: daysAgo(6), to: daysAgo(5) });
    expect(tenant.calls('graph', SIGN_INS)).toEqual([]);
  });
});
