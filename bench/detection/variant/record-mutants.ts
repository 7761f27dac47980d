import type { Delivery } from '../logging/logbook.js';
import type { JsonRecord } from '../world/json.js';

/**
 * One change to a record of an intruder. `owner` is a sign-in of the account's owner. Null: the record does not come at all.
 */
export type Mutate = (delivery: Delivery, owner: JsonRecord | undefined) => JsonRecord | null;

export interface RecordMutant {
  readonly name: string;
  /** Who makes the change: the provider, who leaves a field out, or an intruder who takes pains. */
  readonly by: 'provider' | 'intruder';
  readonly mutate: Mutate;
}

/** Every field that the join or a behaviour rests on, missing alone. */
const MISSING: readonly RecordMutant[] = [
  missing('no session id', ['sessionId', 'SessionId'], ['AADSessionId']),
  missing('no token id', ['uniqueTokenIdentifier'], ['UniqueTokenId']),
  missing('no issue time', [], ['IssuedAtTime']),
  missing('no system number', ['autonomousSystemNumber']),
  missing('no place', ['location']),
  missing('no device', ['deviceDetail', 'DeviceId']),
  missing('no program', ['userAgent', 'ClientInfoString', 'clientAppUsed']),
  missing('no protocol', ['authenticationProtocol', 'originalTransferMethod', 'incomingTokenType']),
  missing('no steps of sign-in', ['authenticationDetails', 'authenticationRequirement']),
  missing('no risk', ['riskLevelDuringSignIn', 'riskLevelAggregated', 'riskState', 'riskEventTypes_v2']),
  {
    name: 'no reads of mail',
    by: 'provider',
    mutate: ({ record }) => (record.Operation === 'MailItemsAccessed' ? null : record),
  },
];

/** What an intruder may take from the owner, one thing alone. */
const COPIED: readonly RecordMutant[] = [
  copied("the owner's country", ['location']),
  copied("the owner's provider", ['location', 'autonomousSystemNumber']),
  {
    name: "the owner's address",
    by: 'intruder',
    mutate: ({ record }, owner) => withAddressOf(copy(record, owner, NETWORK), owner),
  },
  copied("the owner's program", ['userAgent', 'clientAppUsed']),
  {
    name: "the owner's program and system",
    by: 'intruder',
    mutate: ({ record }, owner) => withSystemOf(copy(record, owner, ['userAgent', 'clientAppUsed']), owner),
  },
  copied("the owner's device", ['userAgent', 'clientAppUsed', 'deviceDetail']),
  copied('a bound token', ['tokenProtectionStatusDetails']),
  {
    name: 'a quarter of the mail',
    by: 'intruder',
    mutate: ({ record }) => (isMail(record) && !isKept(String(record.Id)) ? null : record),
  },
];

export const RECORD_MUTANTS: readonly RecordMutant[] = [...MISSING, ...COPIED];

const NETWORK = ['location', 'autonomousSystemNumber', 'ipAddress', 'networkLocationDetails'];

function missing(name: string, fields: readonly string[], inAccess: readonly string[] = []): RecordMutant {
  return {
    name,
    by: 'provider',
    mutate: ({ record }) => {
      const rest = without(record, fields);
      const access = rest.AppAccessContext;
      if (inAccess.length === 0 || !isRecord(access)) return rest;
      return { ...rest, AppAccessContext: without(access, inAccess) };
    },
  };
}

function copied(name: string, fields: readonly string[]): RecordMutant {
  return { name, by: 'intruder', mutate: ({ record }, owner) => copy(record, owner, fields) };
}

function without(record: JsonRecord, fields: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !fields.includes(name)));
}

/** Takes over what the record has itself: mail records have other fields than sign-ins. */
function copy(record: JsonRecord, owner: JsonRecord | undefined, fields: readonly string[]): JsonRecord {
  const taken = fields.flatMap((name) => {
    const value = owner?.[name];
    return name in record && value !== undefined ? [[name, value] as const] : [];
  });
  return { ...record, ...Object.fromEntries(taken) };
}

function withAddressOf(record: JsonRecord, owner: JsonRecord | undefined): JsonRecord {
  const address = owner?.ipAddress;
  if (address === undefined) return record;
  const names = ['ClientIPAddress', 'ClientIP'].filter((name) => name in record);
  return { ...record, ...Object.fromEntries(names.map((name) => [name, address])) };
}

function withSystemOf(record: JsonRecord, owner: JsonRecord | undefined): JsonRecord {
  const { deviceDetail } = record;
  const theirs = owner?.deviceDetail;
  if (!isRecord(deviceDetail) || !isRecord(theirs)) return record;
  const { operatingSystem = '', browser = '' } = theirs;
  return { ...record, deviceDetail: { ...deviceDetail, operatingSystem, browser } };
}

function isMail({ Operation }: JsonRecord): boolean {
  return Operation === 'MailItemsAccessed';
}

/** One id in four. */
function isKept(id: string): boolean {
  return Number.parseInt(id.slice(0, 2), 16) % 4 === 0;
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
