import { describe, expect, it } from 'vitest';
import { type CloudName, cloudEndpoints } from '../../agent/m365/cloud-endpoints.js';
import { connectM365, type M365 } from '../../agent/m365/connect.js';
import type { SourceItem } from '../../agent/model/ports.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import { NEVER, SECRET } from './connect-fake.js';
import { TENANT_ID } from './fake-tenant.js';
import { gather } from './gather.js';

function connectTo(cloud: CloudName): M365 {
  return connectM365(
    {
      tenantId: TENANT_ID,
      endpoints: cloudEndpoints(cloud),
      identities: { reader: SECRET, responder: null, examiner: null },
      scale: 1,
    },
    { boundary: openBoundary, clock: systemClock, log: silentLog },
  );
}

/** "Microsoft Graph deployments" and the "Management Activity API reference", written down a second time. */
const PUBLISHED: Readonly<Record<CloudName, readonly [string, string, string | null]>> = {
  global: ['login.microsoftonline.com', 'graph.microsoft.com', 'manage.office.com'],
  gcc: ['login.microsoftonline.com', 'graph.microsoft.com', 'manage-gcc.office.com'],
  'gcc-high': ['login.microsoftonline.us', 'graph.microsoft.us', 'manage.office365.us'],
  dod: ['login.microsoftonline.us', 'dod-graph.microsoft.us', 'manage.protection.apps.mil'],
  china: ['login.chinacloudapi.cn', 'microsoftgraph.chinacloudapi.cn', null],
};

describe('the clouds of Microsoft', () => {
  it.each(Object.entries(PUBLISHED))('%s has the hosts that are published for it', (cloud, hosts) => {
    const { authority, graph, management } = cloudEndpoints(cloud as CloudName);
    const [first, second, third] = hosts.map((host) => (host === null ? null : `https://${host}`));
    expect({ authority, graph, management }).toEqual({ authority: first, graph: second, management: third });
  });

  for (const cloud of ['global', 'gcc', 'gcc-high', 'dod', 'china'] as const) {
    it(`${cloud}: every origin is https, without a path`, () => {
      for (const origin of Object.values(cloudEndpoints(cloud))) {
        if (origin !== null)
          expect(new URL(origin)).toMatchObject({ origin, protocol: 'https:', pathname: '/' });
      }
    });
  }

  it.each([
    { source: 'exchangeAudit', missing: 'Management Activity API' },
    { source: 'entraAudit', missing: 'Management Activity API' },
    { source: 'riskDetections', missing: 'Identity Protection log' },
    { source: 'riskyUsers', missing: 'Identity Protection log' },
  ])(
    'China: $source says as a gap that there is no $missing, and calls nobody',
    async ({ source, missing }) => {
      const m365 = connectTo('china');
      await expect(m365.sources.get(source)?.prepare(NEVER)).rejects.toMatchObject({
        kind: 'permission',
        gap: 'permission',
        message: `${source}: this cloud offers no ${missing}`,
      });
      await m365.close();
    },
  );

  it.each(['gcc-high', 'dod', 'china'] as const)(
    '%s: the audit search says that there is none',
    async (cloud) => {
      const m365 = connectTo(cloud);
      const window = { from: '2026-03-02T08:00:00.000Z', to: '2026-03-02T09:00:00.000Z' };
      const search = m365.auditSearches.get('exchangeAudit')?.search(window, NEVER);
      await expect(gather(search as AsyncIterable<SourceItem>)).rejects.toMatchObject({
        gap: 'permission',
        message: expect.stringMatching(/this cloud offers none/),
      });
      await m365.close();
    },
  );
});
