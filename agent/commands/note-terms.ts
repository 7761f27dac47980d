import { relative } from 'node:path';
import type { Config } from '../config.js';
import { sha256 } from '../model/ids.js';
import { canonicalJson } from '../model/json.js';
import type { Store } from '../model/store.js';
import { listFiles, readText } from '../runtime/files.js';
import { productVersion } from './product.js';

/** Writes into the ledger under which configuration, rules and version is decided from now on. Raises `StoreError`. */
export async function noteTerms(config: Config, store: Store): Promise<void> {
  const detail = {
    mode: config.response.mode,
    configuration: sha256(readText(config.file)),
    rules: sha256(canonicalJson(config.ruleDirectories.flatMap(hashesOf))),
    version: productVersion(),
  };
  await store.write('note-terms', (tx) =>
    tx.appendLedger({ kind: 'terms-loaded', incident: null, subject: null, detail }),
  );
}

function hashesOf(directory: string): readonly (readonly [string, string])[] {
  return listFiles(directory).map((file) => [relative(directory, file), sha256(readText(file))] as const);
}
