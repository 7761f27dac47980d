import type { AccessEvent, EventClient } from '../../model/access-event.js';
import type { Memory } from './memory.js';

/** One client as an account met it: device, system and program as one piece of evidence. */
export interface ClientJudgement {
  readonly isKnown: boolean;
  /** The same managed or compliant device under the same system as before. */
  readonly isKnownDevice: boolean;
  readonly novelty:
    | 'managed-device'
    | 'device'
    | 'unregistered'
    | 'program'
    | 'system'
    | 'mail-client'
    | null;
  readonly family: string | null;
  readonly os: string | null;
  readonly historyDays: number;
  /** Days on which this kind of client (program and system) was met, on whatever device. */
  readonly kindDays: number;
  /** What a memory keeps of it. */
  readonly values: readonly string[];
}

/** Judges the client of a sign-in; null when the record tells nothing of it. Versions never count. */
export function judgeClient(event: AccessEvent, memory: Memory, day: number): ClientJudgement | null {
  const { client } = event;
  if (client.family === null && client.os === null && client.deviceId === null) return null;
  // The first client of all has nothing to be compared with.
  const isFirst = memory.count('kind') === 0;
  const novelty = isFirst ? null : noveltyOf(client, memory);
  return {
    isKnown: novelty === null,
    isKnownDevice: !isFirst && novelty === null && client.deviceId !== null && isCompanyDevice(client),
    novelty,
    family: client.family,
    os: client.os,
    historyDays: memory.historyDays(day),
    kindDays: memory.days(kindValue(client)),
    values: valuesOf(client),
  };
}

/** Judges what the mail log tells of a client, for sessions that no sign-in describes. */
export function judgeMailClient(event: AccessEvent, memory: Memory, day: number): ClientJudgement | null {
  const { family, os } = event.client;
  if (family === null) return null;
  const value = `mail:${family}/${os ?? ''}`;
  const isKnown = memory.count('mail') === 0 || memory.knows(value);
  return {
    isKnown,
    isKnownDevice: false,
    novelty: isKnown ? null : 'mail-client',
    family,
    os,
    historyDays: memory.historyDays(day),
    kindDays: memory.days(value),
    values: [value],
  };
}

/** `chrome on linux`, for people. */
export function describeClient(client: Pick<EventClient, 'family' | 'os'>): string {
  const family = client.family ?? 'an unnamed program';
  return client.os === null ? family : `${family} on ${client.os}`;
}

function isCompanyDevice(client: EventClient): boolean {
  return client.isManaged === true || client.isCompliant === true;
}

function noveltyOf(client: EventClient, memory: Memory): ClientJudgement['novelty'] {
  return client.deviceId === null ? bareNovelty(client, memory) : deviceNovelty(client, memory);
}

function deviceNovelty(client: EventClient, memory: Memory): ClientJudgement['novelty'] {
  const isSeen = client.os === null ? `deviceid:${client.deviceId}` : deviceValue(client);
  if (memory.knows(isSeen)) return null;
  return isCompanyDevice(client) ? 'managed-device' : 'device';
}

function bareNovelty(client: EventClient, memory: Memory): ClientJudgement['novelty'] {
  if (memory.knows(`bare:${kindOf(client)}`)) return null;
  if (memory.knows(kindValue(client))) return 'unregistered';
  return client.os !== null && memory.knows(`bareos:${client.os}`) ? 'program' : 'system';
}

/** A device id under another system is another client: the id is in the token and is stolen with it. */
function deviceValue(client: EventClient): string {
  return `device:${client.deviceId}/${client.os ?? ''}`;
}

function kindOf({ family, os }: EventClient): string {
  return `${family ?? ''}/${os ?? ''}`;
}

function kindValue(client: EventClient): string {
  return `kind:${kindOf(client)}`;
}

function valuesOf(client: EventClient): readonly string[] {
  if (client.deviceId !== null) {
    return [deviceValue(client), `deviceid:${client.deviceId}`, kindValue(client)];
  }
  const values = [`bare:${kindOf(client)}`, kindValue(client)];
  return client.os === null ? values : [...values, `bareos:${client.os}`];
}

/**
 * What a sign-in teaches that leaves out the device which its session began on, with the same kind of client: some applications
 * and browsers do not name it, and then its absence says nothing of this account.
 */
export function looseValues({ client }: AccessEvent, first: ClientJudgement | null): readonly string[] {
  if (
    client.deviceId !== null ||
    first === null ||
    !first.values.some((value) => value.startsWith('device:'))
  )
    return [];
  return client.family === first.family && client.os === first.os ? [`bare:${kindOf(client)}`] : [];
}
