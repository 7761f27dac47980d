import type { RoleHoldingKind } from '../../model/directory-ports.js';
import { OutsideError } from '../../model/errors.js';
import { MINUTE_MS } from '../../model/time.js';
import { askDetails } from './ask-details.js';
import type { DirectoryPart } from './directory-state.js';
import { followAccounts } from './follow-accounts.js';
import { type DirectoryDeps, noteGap, noteRead } from './look.js';

/** Keeps what is stored of the directory up to date. Raises `StoreError`; what could not be read is a named gap. */
export interface DirectoryKeeper {
  /** One look at accounts and roles. */
  look(signal: AbortSignal): Promise<void>;
  /** Asks more of the accounts that incidents are about. */
  askOfIncidents(signal: AbortSignal): Promise<void>;
  /** Looks again and again, and asks more of every account bit by bit, until `signal` is aborted. */
  keep(signal: AbortSignal): Promise<void>;
}

const EVERY_MS = 15 * MINUTE_MS;
/** Two calls each: a tenant of 50,000 accounts is through in a day, at a rate that nobody feels. */
const DETAILS_A_LOOK = 500;
const DETAILS_OF_INCIDENTS = 100;
const ROLE_PARTS: readonly (readonly [RoleHoldingKind, DirectoryPart])[] = [
  ['held', 'roles'],
  ['eligible', 'eligible-roles'],
];

export function createDirectoryKeeper(deps: DirectoryDeps): DirectoryKeeper {
  /** False when it could not be read. */
  async function attempt(part: DirectoryPart, read: () => Promise<unknown>): Promise<boolean> {
    try {
      await read();
      return true;
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      await noteGap(deps, part, error);
      return false;
    }
  }

  async function look(signal: AbortSignal): Promise<void> {
    await attempt('accounts', () => followAccounts(deps, signal));
    for (const [kind, part] of ROLE_PARTS) {
      await attempt(part, () => followRoles(kind, part, deps, signal));
    }
  }

  const ask = (signal: AbortSignal, limit: number, isForIncidentsOnly: boolean): Promise<boolean> =>
    attempt('accounts', () => askDetails(deps, signal, { limit, isForIncidentsOnly }));

  return {
    look,
    async askOfIncidents(signal) {
      await ask(signal, DETAILS_OF_INCIDENTS, true);
    },
    async keep(signal) {
      while (!signal.aborted) {
        await look(signal);
        await ask(signal, DETAILS_A_LOOK, false);
        await deps.clock.sleep(EVERY_MS, signal).catch(() => {});
      }
    },
  };
}

async function followRoles(
  kind: RoleHoldingKind,
  part: DirectoryPart,
  { watch, store, clock }: DirectoryDeps,
  signal: AbortSignal,
): Promise<void> {
  const holdings = await watch.roleHoldings(kind, signal);
  await store.write('directory', async (tx) => {
    await tx.putRoleHoldings(kind, holdings);
    await noteRead(tx, part, clock.now());
  });
}
