import { readLedger } from '../../agent/commands/ledger/read-ledger.js';
import { verifyLedger } from '../../agent/commands/ledger/verify-ledger.js';
import { loadConfig } from '../../agent/config.js';
import type { LedgerKind } from '../../agent/model/ledger.js';
import { readStore } from './read-store.js';
import type { AgentPlace } from './tenant.js';

/** What the ledger of an agent tells, without the times. */
export interface LedgerStory {
  readonly isIntact: boolean;
  readonly unsigned: number;
  /** By action: what is written of it, in order. */
  readonly acts: Readonly<Record<string, readonly LedgerKind[]>>;
}

/** Goes through the chain and its signatures, and tells what is written of each action. */
export function ledgerOf(place: AgentPlace): Promise<LedgerStory> {
  const config = loadConfig(place.config, {});
  return readStore(place, async (reads) => {
    const { intact, unsigned } = await verifyLedger(config, reads);
    const acts: Record<string, LedgerKind[]> = {};
    for await (const { kind, subject } of readLedger(reads))
      if (subject?.startsWith('act-') === true) acts[subject] = [...(acts[subject] ?? []), kind];
    return { isIntact: intact, unsigned, acts };
  });
}
