import { connectM365, type M365 } from '../../agent/m365/connect.js';
import type { M365Identities, M365Identity } from '../../agent/m365/options.js';
import type { Notes } from '../../agent/model/notes.js';
import type { Clock, Log } from '../../agent/model/ports.js';
import { toInstant } from '../../agent/model/time.js';
import { openBoundary } from '../../agent/runtime/boundary.js';
import { silentLog } from '../../agent/runtime/log.js';
import { type FakeTenant, TENANT_ID } from './fake-tenant.js';

/** The real time, but waits are only written down. */
export interface RecordingClock extends Clock {
  readonly waits: number[];
}

export function recordingClock(): RecordingClock {
  let aheadMs = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => toInstant(Date.now() + aheadMs),
    nowMs: () => Date.now() + aheadMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      waits.push(ms);
      aheadMs += ms;
    },
  };
}

export const SECRET: M365Identity = {
  clientId: 'aaaaaaaa-0000-4000-8000-000000000001',
  credential: { kind: 'secret', secret: 'a-client-secret' },
};

export interface Connected {
  readonly m365: M365;
  readonly clock: RecordingClock;
}

export function connectFake(
  tenant: FakeTenant,
  more: {
    readonly identities?: Partial<M365Identities>;
    readonly scale?: number;
    readonly log?: Log;
    readonly notes?: Notes;
  } = {},
): Connected {
  const clock = recordingClock();
  const m365 = connectM365(
    {
      tenantId: TENANT_ID,
      endpoints: tenant.endpoints,
      identities: { reader: SECRET, responder: SECRET, examiner: SECRET, ...more.identities },
      scale: more.scale ?? 1,
    },
    {
      boundary: openBoundary,
      clock,
      log: more.log ?? silentLog,
      caFile: tenant.caFile,
      ...(more.notes === undefined ? {} : { notes: more.notes }),
    },
  );
  return { m365, clock };
}

export const NEVER = new AbortController().signal;
