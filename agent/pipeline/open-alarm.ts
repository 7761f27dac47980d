import { isJsonObject } from '../model/json.js';
import type { StoreReads, StoreTx } from '../model/store.js';
import type { AlarmKind, OpenAlarm } from './decide-alarm.js';

const KINDS: readonly string[] = ['unread', 'silence', 'collapse', 'flood'] satisfies readonly AlarmKind[];

/** The trouble of a log that is going on; null when there is none. */
export async function openAlarmOf(
  source: string,
  reads: Pick<StoreReads, 'meta'>,
): Promise<OpenAlarm | null> {
  const value: unknown = JSON.parse((await reads.meta(nameOf(source))) ?? 'null');
  if (!isJsonObject(value) || typeof value.from !== 'string' || !isKind(value.kind)) return null;
  return { kind: value.kind, from: value.from };
}

/** Writes down which trouble is going on, or that none is. */
export async function putOpenAlarm(
  source: string,
  open: OpenAlarm | null,
  tx: Pick<StoreTx, 'putMeta'>,
): Promise<void> {
  await tx.putMeta(nameOf(source), JSON.stringify(open));
}

function isKind(value: unknown): value is AlarmKind {
  return typeof value === 'string' && KINDS.includes(value);
}

function nameOf(source: string): string {
  return `sourceAlarm:${source}`;
}
