import type { Config } from '../config.js';
import type { M365 } from '../m365/connect.js';
import { sha256 } from '../model/ids.js';
import { canonicalJson } from '../model/json.js';
import type { Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import type { Protection } from '../respond/policy.js';
import { type RememberedIds, type Resolution, resolveProtection } from '../respond/protection.js';
import { STORED_PROTECTION, type StoredProtection } from '../respond/stored-protection.js';
import { createStop } from '../runtime/stop-signal.js';

const REMEMBERED = 'protectedIds';
const LAST = 'protectionHash';

/**
 * Resolves who is protected, with what was found before; what is found now is remembered, and a change of it goes to the ledger. Raises
 * `StoreError`.
 */
export async function openProtection(
  config: Config,
  { store, m365, log }: { readonly store: Store; readonly m365: M365; readonly log: Log },
): Promise<Protection> {
  const remembered = await store.read((reads) => reads.meta(REMEMBERED));
  const { reader, responder, examiner } = config.identities;
  const clientIds = [reader, responder, examiner].flatMap((one) => one?.clientId ?? []);
  const resolution = await resolveProtection(
    config.response.protected,
    {
      directory: m365.directory,
      log,
      own: { identities: m365.ownIdentities, clientIds },
      remembered: JSON.parse(remembered ?? '{}') as RememberedIds,
    },
    createStop().signal,
  );
  await writeDown(config, resolution, store);
  return resolution.protection;
}

async function writeDown(config: Config, resolution: Resolution, store: Store): Promise<void> {
  const { remembered, reasons, unresolved, unknown } = resolution;
  const entries = config.response.protected;
  const detail = { entries, remembered, unresolved, unknown };
  const stored = canonicalJson({ entries, reasons, unresolved } satisfies StoredProtection);
  const hash = sha256(canonicalJson(detail));
  await store.write('protection', async (tx) => {
    // Who holds a role changes without any change of the list, and is no news for the ledger.
    if ((await tx.meta(STORED_PROTECTION)) !== stored) await tx.putMeta(STORED_PROTECTION, stored);
    if ((await tx.meta(LAST)) === hash) return;
    await tx.putMeta(LAST, hash);
    await tx.putMeta(REMEMBERED, JSON.stringify(remembered));
    const ids = Object.values(remembered).flat();
    const counts = { entries: detail.entries.length, ids: [...new Set(ids)].sort() };
    const note = { ...counts, unresolved: [...unresolved], unknown: [...unknown], hash };
    await tx.appendLedger({ kind: 'protection-resolved', incident: null, subject: null, detail: note });
  });
}
