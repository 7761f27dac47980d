import { renameSync } from 'node:fs';
import type { Config } from '../../config.js';
import { systemClock } from '../../runtime/clock.js';
import { fileExists } from '../../runtime/files.js';
import { nameHolder } from '../../runtime/holder.js';
import type { StoreFacts } from '../../store/inspect-store.js';
import { restoreStore } from '../../store/restore-store.js';
import type { CommandIo } from '../io.js';
import { ledgerHeadFile } from '../ledger/head-file.js';

/** What was put back, and what lies beside it now. */
export interface RestoredStore extends StoreFacts {
  readonly file: string;
  readonly from: string;
  /** The store that was there, and the head of its ledger; empty where nothing was. */
  readonly kept: readonly string[];
}

/**
 * Puts a backup in the place of the configured store. The head of the ledger that lay beside the old store goes with it: to the older
 * ledger it would say that its end was cut off. Raises `StoreError`.
 */
export async function restoreFromBackup(config: Config, from: string, io: CommandIo): Promise<RestoredStore> {
  const { file, key, ledgerKey } = config.store;
  const holder = nameHolder();
  const now = systemClock.now();
  const { kept, ...facts } = await restoreStore({
    ...{ file, from, key, ledgerKey, holder, now },
    boundary: io.boundary,
  });
  if (kept === null) return { ...facts, file, from, kept: [] };
  const head = ledgerHeadFile(config);
  if (!fileExists(head)) return { ...facts, file, from, kept: [kept] };
  const keptHead = `${kept}.ledger-head.json`;
  renameSync(head, keptHead);
  return { ...facts, file, from, kept: [kept, keptHead] };
}
