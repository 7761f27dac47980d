import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { M365 } from '../../../agent/m365/connect.js';
import type { SourceItem, Window } from '../../../agent/model/ports.js';
import { connectFake, NEVER, type RecordingClock } from '../connect-fake.js';
import { type FakeTenant, startFakeTenant } from '../fake-tenant.js';
import { gather, recordsOf } from '../gather.js';

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

async function read(name: string): Promise<readonly SourceItem[]> {
  const source = m365.sources.get(name);
  if (source === undefined) throw new Error(`no source ${name}`);
  return gather(source.read(HOUR, NEVER));
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
      tenant.script((call) => (call.path === path ? { json: { value: [row] } } : undefined));
      expect(recordsOf(await read(source))).toMatchObject([
        { key, source, occurredAt: '2026-03-02T08:10:00.000Z' },
      ]);
      expect(tenant.calls('graph').map((call) => call.parameters.get('$filter'))).toEqual([filter]);
    });

    it('names the permission that is missing', async () => {
      tenant.script((call) =>
        call.path === path ? { status: 403, json: { error: { code: 'x' } } } : undefined,
      );
      await expect(read(source)).rejects.toMatchObject({
        gap: 'permission',
        message: expect.stringMatching(permission),
      });
    });

    it('waits by itself when the throttle names no wait', async () => {
      tenant.script((call, nth) => {
        if (call.path !== path) return undefined;
        return nth === 1 ? { status: 429, json: {} } : { json: { value: [] } };
      });
      await read(source);
      expect(Math.max(...clock.waits)).toBeGreaterThanOrEqual(500);
    });
  });
}
