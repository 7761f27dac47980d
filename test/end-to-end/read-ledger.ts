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
  /** By action: what is written of it, in order; its single calls apart, of which there are more after a crash. */
  readonly acts: Readonly<Record<string, readonly LedgerKind[]>>;
  /** Whether every act that was done had its call written down before. */
  readonly areCallsTold: boolean;
}

/** Goes through the chain and its signatures, and tells what is written of each action. */
export function ledgerOf(place: AgentPlace): Promise<LedgerStory> {
  const config = loadConfig(place.config, {});
  return readStore(place, async (reads) => {
    const { intact, unsigned } = await verifyLedger(config, reads);
    const acts: Record<string, LedgerKind[]> = {};
    const called = new Set<string>();
    let areCallsTold = true;
    for await (const { kind, subject, detail } of readLedger(reads)) {
      if (subject?.startsWith('act-') !== true) continue;
      if (kind === 'call-sent') called.add(subject);
      if (kind === 'call-answered' && detail.status === 'done' && !called.has(subject)) areCallsTold = false;
      if (kind !== 'call-sent' && kind !== 'call-returned') acts[subject] = [...(acts[subject] ?? []), kind];
    }
    return { isIntact: intact, unsigned, acts, areCallsTold };
  });
}
