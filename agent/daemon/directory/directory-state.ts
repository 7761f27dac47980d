import type { GapReason } from '../../model/coverage.js';
import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { StoreReads, StoreTx } from '../../model/store.js';
import type { Instant } from '../../model/time.js';

/** What is read of the directory; each is a line of the coverage ledger, under `directory/<part>`. */
export const DIRECTORY_PARTS = ['accounts', 'roles', 'eligible-roles', 'mailboxes'] as const;

export type DirectoryPart = (typeof DIRECTORY_PARTS)[number];

/** Why a part could not be read the last time. */
export interface DirectoryGap {
  readonly reason: GapReason;
  readonly detail: string;
}

/** How far the directory is known. */
export interface DirectoryState {
  /** Where the changes of accounts are followed from; null: all are to be listed. */
  readonly mark: string | null;
  /** When all accounts were listed last. */
  readonly listedAt: Instant | null;
  /** When each part was read last; absent: never. */
  readonly readAt: Partial<Readonly<Record<DirectoryPart, Instant>>>;
  /** Parts that could not be read the last time. */
  readonly gaps: Partial<Readonly<Record<DirectoryPart, DirectoryGap>>>;
}

const META = 'directory';
const NOTHING: DirectoryState = { mark: null, listedAt: null, readAt: {}, gaps: {} };

/** The name of a part in the coverage ledger. */
export function directorySource(part: DirectoryPart): string {
  return `directory/${part}`;
}

export async function readDirectoryState(reads: Pick<StoreReads, 'meta'>): Promise<DirectoryState> {
  const value: JsonValue = JSON.parse((await reads.meta(META)) ?? 'null') as JsonValue;
  return isJsonObject(value) ? { ...NOTHING, ...(value as Partial<DirectoryState>) } : NOTHING;
}

export async function putDirectoryState(tx: Pick<StoreTx, 'putMeta'>, state: DirectoryState): Promise<void> {
  await tx.putMeta(META, JSON.stringify(state));
}
