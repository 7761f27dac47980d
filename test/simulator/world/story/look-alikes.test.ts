import { describe, expect, it } from 'vitest';
import type { JsonRecord } from '../../../../simulator/tenant.js';
import { createWorld } from '../../../../simulator/world/create-world.js';
import {
  HOME_PROVIDERS,
  HOSTING,
  CONSUMER_VPNS as VPNS,
} from '../../../../simulator/world/data/providers.js';
import { at, messageIdsOf, OPTIONS } from '../worlds.js';

const HOUR_MS = 3_600_000;
const world = createWorld({ ...OPTIONS, mailboxes: 110 });

interface Seen {
  readonly signIns: readonly JsonRecord[];
  readonly mail: readonly JsonRecord[];
  readonly directory: readonly JsonRecord[];
}

/** Everything in the logs about the mailbox of the one look-alike of a kind. */
function seenOf(kind: string): Seen {
  const upn = world.labels.lookAlikes.find((each) => each.kind === kind)?.mailbox;
  const rows = (log: string) => world.logs.filter((row) => row.log === log).map(({ record }) => record);
  return {
    signIns: rows('signIns').filter((record) => record.userPrincipalName === upn),
    mail: rows('Audit.Exchange').filter((record) => (record.MailboxOwnerUPN ?? record.UserId) === upn),
    directory: rows('directoryAudits').filter((record) => JSON.stringify(record).includes(String(upn))),
  };
}

/** Most messages of one client within an hour. */
function mostInAnHour(records: readonly JsonRecord[]): number {
  const reads = records
    .map((record) => ({
      ms: Date.parse(`${String(record.CreationTime)}Z`),
      count: messageIdsOf(record).length,
    }))
    .filter(({ count }) => count > 0);
  return Math.max(
    ...reads.map(({ ms }) =>
      reads
        .filter((other) => other.ms >= ms && other.ms < ms + HOUR_MS)
        .reduce((sum, { count }) => sum + count, 0),
    ),
  );
}

const hasOperation = (records: readonly JsonRecord[], operation: string) =>
  records.some((record) => record.Operation === operation);
/** Local days of the west begin later: no night belongs to two days here. */
const DAY_BEFORE_START_MS = OPTIONS.startMs - 35 * HOUR_MS;
const HOSTS: ReadonlySet<number> = new Set(HOSTING.map(({ asn }) => asn));
const HOMES: ReadonlySet<number> = new Set(HOME_PROVIDERS.map(({ asn }) => asn));
const CONSUMER_VPNS: ReadonlySet<number> = new Set(VPNS.map(({ asn }) => asn));
const networksOf = (records: readonly JsonRecord[]) =>
  new Set(records.map((record) => record.autonomousSystemNumber));

const CASES: readonly { readonly kind: string; readonly shows: (seen: Seen) => boolean }[] = [
  {
    kind: 'travel',
    shows: ({ signIns }) =>
      signIns.some((record) => /Las Vegas|Orlando|New York/.test(String(at(record, 'location.city')))) &&
      signIns
        .filter((record) => record.isInteractive === true && at(record, 'status.errorCode') === 0)
        .every((record) => at(record, 'deviceDetail.isManaged')),
  },
  {
    kind: 'new-phone',
    shows: ({ signIns, mail, directory }) =>
      signIns.some((record) => record.isInteractive === true && record.appDisplayName === 'Outlook Mobile') &&
      mostInAnHour(mail.filter((record) => /OutlookService/.test(String(record.ClientInfoString)))) > 60 &&
      directory.some((record) => record.activityDisplayName === 'User registered security info'),
  },
  {
    kind: 'cloud-desktop',
    shows: ({ signIns }) =>
      signIns.filter(
        (record) =>
          HOSTS.has(Number(record.autonomousSystemNumber)) && at(record, 'deviceDetail.isManaged') === true,
      ).length > 10,
  },
  { kind: 'benign-rule', shows: ({ mail }) => hasOperation(mail, 'New-InboxRule') },
  { kind: 'internal-forward', shows: ({ mail }) => JSON.stringify(mail).includes('"Name":"ForwardTo"') },
  { kind: 'rules-written-anew', shows: ({ mail }) => hasOperation(mail, 'UpdateInboxRules') },
  { kind: 'back-from-leave', shows: ({ mail }) => mostInAnHour(mail) > 50 },
  { kind: 'leaver-export', shows: ({ mail }) => mostInAnHour(mail) > 80 },
  {
    kind: 'vpn-switch',
    shows: ({ signIns }) =>
      signIns.some(
        (record) =>
          CONSUMER_VPNS.has(Number(record.autonomousSystemNumber)) &&
          at(record, 'deviceDetail.isManaged') === true &&
          networksOf(signIns.filter(({ sessionId }) => sessionId === record.sessionId)).size > 1,
      ),
  },
  {
    kind: 'new-computer',
    shows: ({ signIns }) =>
      new Set(
        signIns
          .filter((record) => /Windows|Mac/.test(String(at(record, 'deviceDetail.operatingSystem'))))
          .map((record) => at(record, 'deviceDetail.deviceId'))
          .filter((id) => id !== ''),
      ).size > 1,
  },
  {
    kind: 'vendor-support',
    shows: ({ signIns, mail }) =>
      signIns.some((record) => record.appDisplayName === 'Halyard Mail Support') &&
      mail.some((record) => record.ClientInfoString === 'Client=REST;;' && record.LogonType === 0),
  },
  { kind: 'seldom-there', shows: ({ signIns }) => signIns.length > 0 && daysOf(signIns).size <= 3 },
  {
    kind: 'password-reset',
    shows: ({ signIns, directory }) =>
      signIns.filter((record) => at(record, 'status.errorCode') === 50126).length >= 5 &&
      directory.some((record) => record.activityDisplayName === 'Reset password (by admin)'),
  },
  {
    kind: 'moved-house',
    shows: ({ signIns }) => {
      const atHome = signIns.filter((record) => HOMES.has(Number(record.autonomousSystemNumber)));
      const isMoved = (record: JsonRecord) =>
        Date.parse(String(record.createdDateTime)) >= DAY_BEFORE_START_MS;
      const old = new Set(atHome.filter((record) => !isMoved(record)).map((record) => record.ipAddress));
      const fresh = atHome.filter(isMoved).map((record) => record.ipAddress);
      return old.size > 0 && fresh.length > 0 && !fresh.some((address) => old.has(address));
    },
  },
  { kind: 'assistant', shows: ({ mail }) => mail.filter((record) => record.LogonType === 2).length > 5 },
  { kind: 'shared-mailbox', shows: ({ mail }) => new Set(mail.map((record) => record.UserId)).size > 3 },
  {
    kind: 'backup-app',
    shows: ({ mail }) => mail.some((record) => record.LogonType === 1 && record.UserType === 5),
  },
  {
    kind: 'service-account',
    shows: ({ signIns }) =>
      signIns.every((record) => record.authenticationRequirement === 'singleFactorAuthentication'),
  },
  {
    kind: 'throttled-queue',
    shows: ({ mail }) => JSON.stringify(mail).includes('"IsThrottled","Value":"True"'),
  },
];

function daysOf(records: readonly JsonRecord[]): ReadonlySet<string> {
  return new Set(
    records
      .filter((record) => at(record, 'status.errorCode') === 0)
      .map((record) => String(record.createdDateTime).slice(0, 10)),
  );
}

describe('the look-alikes', () => {
  it('are all played in a tenant of some size', () => {
    expect(new Set(world.labels.lookAlikes.map(({ kind }) => kind))).toEqual(
      new Set(CASES.map(({ kind }) => kind)),
    );
  });

  it.each(CASES)('$kind shows in the logs', ({ kind, shows }) => {
    expect(shows(seenOf(kind))).toBe(true);
  });
});
