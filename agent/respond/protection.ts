import type { Principal } from '../model/access-event.js';
import { OutsideError } from '../model/errors.js';
import type { Directory, Log } from '../model/ports.js';
import type { Protection } from './policy.js';

/** An entry of `response.protected`. `account` is an object id or a user principal name, lower case. */
export type ProtectedEntry = { readonly account: string } | { readonly role: string };

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * Resolves the protected list to object ids, so that a rename changes nothing. An entry that cannot be resolved
 * holds everybody back: nobody can tell whom it means.
 */
export async function resolveProtection(
  entries: readonly ProtectedEntry[],
  directory: Directory,
  log: Log,
  signal: AbortSignal,
): Promise<Protection> {
  const because = new Map<string, string>();
  const unresolved: string[] = [];
  for (const entry of entries) {
    const name = 'role' in entry ? `the role "${entry.role}"` : `"${entry.account}"`;
    try {
      for (const key of await keysOf(entry, directory, signal)) because.set(key, `protected by ${name}`);
    } catch (cause) {
      if (!(cause instanceof OutsideError) || cause.kind === 'aborted') throw cause;
      unresolved.push(name);
      log.error({ entry: name, reason: cause.message }, 'a protected entry could not be resolved');
    }
  }
  return protectionBy(because, unresolved);
}

/** Ids and names that an entry stands for. A name that no account has still protects that name. */
async function keysOf(
  entry: ProtectedEntry,
  directory: Directory,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if ('role' in entry) return (await directory.roleMembers(entry.role, signal)).map(lower);
  const account = lower(entry.account);
  if (GUID.test(account)) return [account];
  const user = await directory.user(account, signal);
  return user === null ? [account] : [account, lower(user.id), lower(user.upn)];
}

function protectionBy(because: ReadonlyMap<string, string>, unresolved: readonly string[]): Protection {
  return {
    reasonFor(principal: Principal) {
      for (const key of [principal.id, principal.upn]) {
        const reason = key === null ? undefined : because.get(lower(key));
        if (reason !== undefined) return reason;
      }
      if (unresolved.length === 0) return null;
      return `held back: ${unresolved.join(', ')} of the protected list could not be resolved, so nobody can tell who is protected`;
    },
  };
}

function lower(text: string): string {
  return text.toLowerCase();
}
