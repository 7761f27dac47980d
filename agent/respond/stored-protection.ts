import type { Principal } from '../model/access-event.js';
import { canonicalJson } from '../model/json.js';
import type { StoreReads } from '../model/store.js';
import type { ProtectedEntry } from './protection.js';

/** Who was protected when the list was last resolved: for whoever plans without calling out. */
export interface StoredProtection {
  /** The list that was resolved. */
  readonly entries: readonly ProtectedEntry[];
  /** Why each is protected, by object id or user principal name, lower case. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Entries, in words, that could not be looked up. */
  readonly unresolved: readonly string[];
}

/** Whether an account is protected, as far as can be told without asking; the reason unless it is not. */
export type ProtectionAnswer =
  | { readonly isProtected: 'yes' | 'unknown'; readonly reason: string }
  | { readonly isProtected: 'no'; readonly reason: null };

/** Where the store keeps it. */
export const STORED_PROTECTION = 'protectionReasons';

/** The last resolution; null where there was none yet. Raises `StoreError`. */
export async function readStoredProtection(
  reads: Pick<StoreReads, 'meta'>,
): Promise<StoredProtection | null> {
  const text = await reads.meta(STORED_PROTECTION);
  return text === null ? null : (JSON.parse(text) as StoredProtection);
}

/**
 * Answers by the last resolution. Another list than the one that was resolved protects whom it names by itself; of everybody else
 * nobody can tell.
 */
export function answerFrom(
  stored: StoredProtection | null,
  entries: readonly ProtectedEntry[],
): (principal: Principal) => ProtectionAnswer {
  const isCurrent = stored !== null && canonicalJson(stored.entries) === canonicalJson(entries);
  const named = Object.fromEntries(
    entries.flatMap((entry) =>
      'account' in entry ? [[entry.account.toLowerCase(), `protected by "${entry.account}"`]] : [],
    ),
  );
  const reasons = new Map(Object.entries(isCurrent ? { ...stored.reasons, ...named } : named));
  const doubt = doubtOf(stored, isCurrent);
  return ({ id, upn }) => {
    for (const key of [id, upn]) {
      const reason = key === null ? undefined : reasons.get(key.toLowerCase());
      if (reason !== undefined) return { isProtected: 'yes', reason };
    }
    return doubt === null ? { isProtected: 'no', reason: null } : { isProtected: 'unknown', reason: doubt };
  };
}

function doubtOf(stored: StoredProtection | null, isCurrent: boolean): string | null {
  if (stored === null) return 'cannot tell: the agent has not resolved the protected list yet';
  if (!isCurrent)
    return 'cannot tell: the protected list is another one than the agent resolved when it last started';
  if (stored.unresolved.length === 0) return null;
  return `cannot tell: ${stored.unresolved.join(', ')} of the protected list could not be resolved`;
}
