import { describe, expect, it } from 'vitest';
import { type CloudName, cloudEndpoints } from '../../agent/m365/cloud-endpoints.js';
import { connectM365, type M365 } from '../../agent/m365/connect.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { systemClock } from '../../agent/runtime/clock.js';
import { silentLog } from '../../agent/runtime/log.js';
import { NEVER, SECRET } from './connect-fake.js';
import { TENANT_ID } from './fake-tenant.js';

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

describe('the clouds of Microsoft', () => {
  for (const cloud of ['global', 'gcc', 'gcc-high', 'dod', 'china'] as const) {
    it(`${cloud}: every origin is https, without a path`, () => {
      for (const origin of Object.values(cloudEndpoints(cloud))) {
        if (origin !== null)
          expect(new URL(origin)).toMatchObject({ origin, protocol: 'https:', pathname: '/' });
      }
    });
  }

  it('a cloud without an audit feed says so as a gap, and calls nobody', async () => {
    const m365 = connectTo('china');
    await expect(m365.sources.get('exchangeAudit')?.prepare(NEVER)).rejects.toMatchObject({
      kind: 'permission',
      gap: 'permission',
      message: expect.stringMatching(/this cloud offers no Management Activity API/),
    });
    await m365.close();
  });
});
