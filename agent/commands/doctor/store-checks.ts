import type { Config } from '../../config.js';
import { StoreError } from '../../model/errors.js';
import type { Boundary } from '../../model/ports.js';
import type { Store, StoreReads } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import { isWritable, nearestExisting } from '../../runtime/disk.js';
import { fileExists } from '../../runtime/files.js';
import { openStore } from '../../store/open-store.js';
import { verifyLedger } from '../ledger/verify-ledger.js';
import { type Check, failed, passed, unknown } from './check.js';
import { checkDirectory, unseenDirectory } from './directory-checks.js';
import { checkLicences, judgeSynced, unseenLicences } from './licence-checks.js';
import { checkMailAccess, unseenMailAccess } from './mail-access-checks.js';
import { checkProgress, unseenProgress } from './progress-checks.js';

/** What the store tells the other checks; nothing before the first run. */
export interface StoreSight {
  readonly checks: readonly Check[];
  /** Accounts that were met lately, the latest first: an immutable id or a name each. */
  readonly accounts: readonly { readonly id: string | null; readonly upn: string | null }[];
  /** Which accounts another directory rules, where the whole directory was read. */
  readonly synced: Check | null;
}

const NEWEST_EVENTS = 500;
const SAMPLE_ACCOUNTS = 5;

/** Opens the store, but makes none: a look leaves nothing behind. */
export async function checkStore(config: Config, boundary: Boundary, now: Instant): Promise<StoreSight> {
  const key = checkKey(config);
  if (!fileExists(config.store.file)) {
    const checks = [checkPlace(config.store.file), key, checkLedgerKey(config), ...unseen(config)];
    return { checks, accounts: [], synced: null };
  }
  try {
    const store = await openStore({ ...config.store, boundary });
    try {
      return await lookInside(config, store, key, now);
    } finally {
      await store.close();
    }
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    const broken = failed('store', cause.message, 'correct store.file or store.key, or put a backup back');
    return { checks: [broken, key, ...unseen(config)], accounts: [], synced: null };
  }
}

async function lookInside(config: Config, store: Store, key: Check, now: Instant): Promise<StoreSight> {
  const writable = await checkWrite(config.store.file, store);
  return store.read(async (reads) => {
    const rejected = await reads.rejectedCount();
    const users = await reads.users();
    return {
      checks: [
        writable,
        key,
        checkLedgerKey(config),
        await checkLedger(config, reads),
        checkRejected(rejected),
        ...(await checkMailAccess(config, reads, now)),
        ...(await checkProgress(config, reads, now)),
        ...(await checkDirectory(reads)),
        ...checkLicences(config, users),
      ],
      accounts: await recentAccounts(reads),
      synced: judgeSynced(users),
    };
  });
}

function checkPlace(file: string): Check {
  const place = nearestExisting(file);
  if (isWritable(place)) return passed('store', `not there yet; the first run can make it in ${place}`);
  return failed('store', `${place} cannot be written`, 'give this account the right to write there');
}

function checkKey(config: Config): Check {
  if (config.store.key !== null) return passed('store-key', 'raw records are encrypted');
  return failed(
    'store-key',
    'store.key is not set: raw records, which hold personal data, are kept in plain',
    'set store.key and begin a new store.file',
  );
}

/** Not a failure: the chain alone shows faults of ours. */
function checkLedgerKey({ store }: Config): Check {
  const name = 'ledger-key';
  if (store.ledgerKey !== null) return passed(name, 'the ledger is signed');
  return unknown(
    name,
    'store.ledgerKey is not set: whoever can write to the store could make the ledger anew',
    'set store.ledgerKey to a secret that is kept apart from the store',
  );
}

async function checkLedger(config: Config, reads: StoreReads): Promise<Check> {
  const { entries, intact, firstBroken } = await verifyLedger(config, reads);
  if (intact) return passed('ledger', `${entries} entries, intact`);
  return failed(
    'ledger',
    `broken at entry ${firstBroken?.number}: ${firstBroken?.reason}`,
    'see who could write to the store; `mailwarden ledger verify` says more',
  );
}

/** A write that changes nothing. */
async function checkWrite(file: string, store: Store): Promise<Check> {
  try {
    await store.write('doctor', async () => {});
    return passed('store', `${file} opens and can be written`);
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    if (cause.kind === 'locked') return unknown('store', cause.message, 'run doctor again');
    return failed('store', cause.message, 'make room, or give this account the right to write there');
  }
}

function checkRejected(count: number): Check {
  if (count === 0) return passed('records', 'none is set aside');
  return failed(
    'records',
    `${count} are set aside and were never scored`,
    '`mailwarden records rejected` says why; `records retry` runs them again after a fix',
  );
}

/** What only a store could tell. */
function unseen(config: Config): readonly Check[] {
  return [...unseenMailAccess(config), ...unseenProgress(config), ...unseenDirectory(), ...unseenLicences()];
}

async function recentAccounts(reads: StoreReads): Promise<StoreSight['accounts']> {
  const events = await reads.newestEvents(NEWEST_EVENTS, {});
  const accounts = new Map<string, { readonly id: string | null; readonly upn: string | null }>();
  for (const { mailbox } of events) {
    const key = mailbox?.id ?? mailbox?.upn ?? null;
    if (mailbox === null || key === null || accounts.has(key.toLowerCase())) continue;
    accounts.set(key.toLowerCase(), mailbox);
    if (accounts.size === SAMPLE_ACCOUNTS) break;
  }
  return [...accounts.values()];
}
