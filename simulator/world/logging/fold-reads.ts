import type { ReadIntent } from './mail-log.js';

const WINDOW_MS = 2 * 60_000;
const REPEAT_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const THROTTLE_RECORDS = 1000;

/** What Exchange writes down of some openings: one Bind record. */
export interface FoldedRead {
  /** The openings in it, oldest first; all of one context. */
  readonly reads: readonly ReadIntent[];
  readonly isThrottled: boolean;
}

/**
 * Exchange's rules for one mailbox's MailItemsAccessed (Bind): openings of one context within two minutes make
 * one record; the same message in the same context within the hour is dropped; after a thousand records in a
 * day the last says so and nothing more is written for a day. `reads` are of one mailbox, in any order.
 */
export function foldReads(reads: readonly ReadIntent[]): readonly FoldedRead[] {
  const ordered = reads.toSorted((a, b) => a.atMs - b.atMs || (a.messageId < b.messageId ? -1 : 1));
  return throttle(group(dropRepeats(ordered)));
}

function dropRepeats(reads: readonly ReadIntent[]): readonly ReadIntent[] {
  const loggedAt = new Map<string, number>();
  return reads.filter((read) => {
    const key = `${contextOf(read)}\n${read.messageId}`;
    const last = loggedAt.get(key);
    if (last !== undefined && read.atMs - last < REPEAT_MS) return false;
    loggedAt.set(key, read.atMs);
    return true;
  });
}

function group(reads: readonly ReadIntent[]): readonly (readonly ReadIntent[])[] {
  const windows: ReadIntent[][] = [];
  const open = new Map<string, ReadIntent[]>();
  for (const read of reads) {
    const key = contextOf(read);
    const window = open.get(key);
    const first = window?.[0];
    if (window !== undefined && first !== undefined && read.atMs - first.atMs < WINDOW_MS) {
      window.push(read);
      continue;
    }
    const fresh = [read];
    open.set(key, fresh);
    windows.push(fresh);
  }
  return windows;
}

function throttle(windows: readonly (readonly ReadIntent[])[]): readonly FoldedRead[] {
  const folded: FoldedRead[] = [];
  let recent: number[] = [];
  let silentUntil = Number.NEGATIVE_INFINITY;
  for (const reads of windows) {
    const atMs = reads[0]?.atMs ?? 0;
    if (atMs < silentUntil) continue;
    recent = recent.filter((time) => atMs - time < DAY_MS);
    recent.push(atMs);
    const isThrottled = recent.length > THROTTLE_RECORDS;
    if (isThrottled) {
      silentUntil = atMs + DAY_MS;
      recent = [];
    }
    folded.push({ reads, isThrottled });
  }
  return folded;
}

/** A new record begins where any of these differs. */
export function contextOf(read: ReadIntent): string {
  const { actor } = read;
  return [
    actor.identity.upn,
    actor.logonType,
    actor.audit.clientInfo,
    actor.address,
    actor.token?.sessionId ?? '',
    read.folder.id,
  ].join('\n');
}
