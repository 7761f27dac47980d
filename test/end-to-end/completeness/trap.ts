import { onTestFinished } from 'vitest';
import { createCollector, type SourceRun } from '../../../agent/daemon/collector.js';
import type { Coverage } from '../../../agent/model/coverage.js';
import type { RejectedListing, Store } from '../../../agent/model/store.js';
import { HOUR_MS, shift, toInstant } from '../../../agent/model/time.js';
import { createPuller } from '../../../agent/pull/puller.js';
import { silentLog } from '../../../agent/runtime/log.js';
import { settingsWith } from '../../daemon/settings.js';
import { connectFake, NEVER, type RecordingClock } from '../../m365/connect-fake.js';
import {
  type FakeTenant,
  type Reply,
  type Seen,
  startFakeTenant,
  TENANT_ID,
} from '../../m365/fake-tenant.js';
import { openTemporary } from '../../store/open-temporary.js';

export const FEED = `/api/v1.0/${TENANT_ID}/activity/feed`;

/** A tenant that a test scripts, with the real adapter, puller, decide floor and store before it. */
export interface Trap {
  readonly tenant: FakeTenant;
  readonly clock: RecordingClock;
  readonly store: Store;
  /** One pull by an agent that was just started: nothing of the one before is remembered but the store. */
  pull(source: string): Promise<SourceRun>;
  /** Keys of all stored records among these. */
  stored(keys: readonly string[]): Promise<readonly string[]>;
  coverage(source: string): Promise<readonly Coverage[]>;
  coveredTo(source: string): Promise<string | null>;
  rejected(): Promise<readonly RejectedListing[]>;
  /** So many milliseconds before now, as the provider writes it. */
  ago(ms: number): string;
}

export async function setTrap(): Promise<Trap> {
  const tenant = await startFakeTenant();
  const { m365, clock } = connectFake(tenant);
  const store = await openTemporary();
  onTestFinished(async () => {
    await m365.close();
    await tenant.close();
  });
  return {
    tenant,
    clock,
    store,
    async pull(name) {
      const source = m365.sources.get(name);
      if (source === undefined) throw new Error(`no source ${name}`);
      const puller = createPuller({
        source,
        readCursor: () => store.read((reads) => reads.cursor(name)),
        readLateness: async () => new Map(),
        clock,
        log: silentLog,
        overlapMs: HOUR_MS,
        initialMs: 2 * HOUR_MS,
      });
      const settings = settingsWith({ sources: [name] });
      const deps = { store, clock, log: silentLog, settings: () => settings, pullers: [puller] };
      return createCollector(deps).collect(name, NEVER);
    },
    async stored(keys) {
      return (await store.read((reads) => reads.records(keys))).map((record) => record.key);
    },
    coverage: (source) =>
      store.read((reads) => reads.coverage(source, '2000-01-01T00:00:00.000Z', shift(clock.now(), HOUR_MS))),
    async coveredTo(source) {
      return (await store.read((reads) => reads.cursor(source)))?.coveredTo ?? null;
    },
    rejected: () => store.read((reads) => reads.rejected(100)),
    ago: (ms) => toInstant(clock.nowMs() - ms),
  };
}

/** A sign-in as the log gives it. */
export function signIn(id: string, at: string, more: object = {}): object {
  return {
    id,
    createdDateTime: at,
    userId: 'aaaaaaaa-0000-4000-8000-00000000000a',
    userPrincipalName: 'ann@contoso.com',
    appDisplayName: 'Outlook',
    ipAddress: '192.0.2.7',
    signInEventTypes: ['interactiveUser'],
    status: { errorCode: 0 },
    ...more,
  };
}

/** Answers the interactive listing of the sign-in log; the other classes are empty. */
export function signInLog(tenant: FakeTenant, answer: (call: Seen, nth: number) => Reply | undefined): void {
  tenant.script((call, nth) => {
    if (call.role !== 'graph' || call.path !== '/beta/auditLogs/signIns') return undefined;
    if ((call.parameters.get('$filter') ?? '').includes('signInEventTypes')) return { json: { value: [] } };
    return answer(call, nth);
  });
}

/** Rows of a list of sign-ins that fall within the filter of a call. */
export function within(call: Seen, rows: readonly object[]): readonly object[] {
  const [from = '', to = ''] = (call.parameters.get('$filter') ?? '').match(/\d{4}-[\d-]+T[\d:]+Z/g) ?? [];
  return rows.filter((row) => {
    const at = `${String((row as { createdDateTime: string }).createdDateTime).slice(0, 19)}Z`;
    return at >= from && at <= to;
  });
}

/** An audit record of a mail that was read. */
export function mailRead(id: string, at: string): object {
  return {
    Id: id,
    CreationTime: at.slice(0, 19),
    Operation: 'MailItemsAccessed',
    RecordType: 50,
    Workload: 'Exchange',
    UserId: 'ann@contoso.com',
    MailboxOwnerUPN: 'ann@contoso.com',
  };
}

export interface FeedContent {
  readonly id: string;
  readonly createdAt: string;
  readonly records: readonly object[];
}

/** An audit feed with these contents, unless `special` answers. A listing gives what was created in its window. */
export function auditFeed(
  tenant: FakeTenant,
  contents: () => readonly FeedContent[],
  special: (call: Seen, nth: number) => Reply | undefined = () => undefined,
): void {
  tenant.script((call, nth) => {
    if (call.role !== 'management') return undefined;
    const told = special(call, nth);
    if (told !== undefined) return told;
    if (call.path.endsWith('/subscriptions/list'))
      return { json: [{ contentType: 'Audit.Exchange', status: 'enabled', webhook: null }] };
    if (call.path.endsWith('/subscriptions/content')) return { json: listed(tenant, call, contents()) };
    const content = contents().find((one) => call.path.endsWith(`/audit/${one.id}`));
    return content === undefined ? undefined : { json: content.records };
  });
}

/** The listing of a call: start inclusive, end exclusive. */
export function listed(tenant: FakeTenant, call: Seen, contents: readonly FeedContent[]): readonly object[] {
  const from = call.parameters.get('startTime') ?? '';
  const to = call.parameters.get('endTime') ?? '';
  return contents
    .filter(({ createdAt }) => createdAt.slice(0, 19) >= from && createdAt.slice(0, 19) < to)
    .map(({ id, createdAt }) => ({
      contentId: id,
      contentUri: `${tenant.endpoints.management}${FEED}/audit/${id}`,
      contentCreated: createdAt,
    }));
}

export function errorReply(status: number, code: string): Reply {
  return { status, json: { error: { code, message: 'text' } } };
}
