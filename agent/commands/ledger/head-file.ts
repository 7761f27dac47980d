import type { Config } from '../../config.js';
import { isJsonObject } from '../../model/json.js';
import type { LedgerHead } from '../../model/ledger.js';
import { fileExists, readText } from '../../runtime/files.js';

/** Where the end of the ledger is kept outside the store. */
export function ledgerHeadFile({ store }: Config): string {
  return `${store.file}.ledger-head.json`;
}

/** The head as it was kept last; null where there is none, `unreadable` where the file says something else. */
export function readLedgerHead(config: Config): LedgerHead | null | 'unreadable' {
  const file = ledgerHeadFile(config);
  if (!fileExists(file)) return null;
  try {
    const head: unknown = JSON.parse(readText(file));
    if (!isJsonObject(head)) return 'unreadable';
    const { entries, hash } = head;
    return typeof entries === 'number' && typeof hash === 'string' ? { entries, hash } : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
