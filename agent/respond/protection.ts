import type { Principal } from '../model/access-event.js';
import { OutsideError } from '../model/errors.js';
import type { OwnIdentities } from '../model/own-identities.js';
import type { Directory, Log } from '../model/ports.js';
import type { Protection } from './policy.js';
import { protectOwn } from './protection-own.js';

/** An entry of `response.protected`. `account` is an object id or a user principal name, lower case. */
export type ProtectedEntry = { readonly account: string } | { readonly role: string };

/** Ids that a named account has stood for, by its name: to be given again when the list is resolved the next time. */
export type RememberedIds = Readonly<Record<string, readonly string[]>>;

export interface ProtectionDeps {
  readonly directory: Directory;
  readonly log: Log;
  /** Null: our own identities are not looked for. */
  readonly own: { readonly identities: OwnIdentities; readonly clientIds: readonly string[] } | null;
  /** Of the last resolution. */
  readonly remembered: RememberedIds;
}

export interface Resolution {
  readonly protection: Protection;
  readonly remembered: RememberedIds;
  /** Why each is protected, by object id or user principal name, lower case. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Entries, in words, that could not be looked up. */
  readonly unresolved: readonly string[];
  /** What of our own identities could not be looked up: nobody is held back for it, but people are told. */
  readonly unknown: readonly string[];
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * Resolves the protected list to object ids. An account that was found by its name once is protected by its id from then on, so that
 * neither a rename nor another account under the old name changes anything. An entry that cannot be looked up goes on to protect what
 * it says, and holds everybody back: nobody can tell whom else it means. Raises what is no `OutsideError`, and an abort.
 */
export async function resolveProtection(
  entries: readonly ProtectedEntry[],
  deps: ProtectionDeps,
  signal: AbortSignal,
): Promise<Resolution> {
  const because = new Map<string, string>();
  const remembered: Record<string, readonly string[]> = {};
  const unresolved: string[] = [];
  const own = deps.own === null ? NOBODY : await protectOwn(deps.own, { ...deps, reasonBy: because }, signal);
  for (const entry of entries) {
    const name = 'role' in entry ? `the role "${entry.role}"` : `"${entry.account}"`;
    const keys = 'role' in entry ? [] : [entry.account.toLowerCase(), ...known(entry.account, deps)];
    try {
      const found =
        'role' in entry
          ? await deps.directory.roleMembers(entry.role, signal)
          : await look(entry.account, deps, signal);
      keys.push(...found.map(lower));
    } catch (cause) {
      if (!(cause instanceof OutsideError) || cause.kind === 'aborted') throw cause;
      unresolved.push(name);
      deps.log.error({ entry: name, reason: cause.message }, 'a protected entry could not be resolved');
    }
    for (const key of keys) because.set(key, `protected by ${name}`);
    if ('account' in entry) remembered[lower(entry.account)] = [...new Set(keys.filter(isId))].sort();
  }
  const protection = protectionBy(because, unresolved);
  return { protection, remembered, reasons: Object.fromEntries(because), unresolved, unknown: own.unknown };
}

const NOBODY = { unknown: [] as readonly string[] };

/** The account of that name now; its id was known before where it bears another name by now. */
async function look(account: string, deps: ProtectionDeps, signal: AbortSignal): Promise<readonly string[]> {
  if (isId(account)) return [];
  const user = await deps.directory.user(account, signal);
  const before = known(account, deps);
  if (user !== null) {
    if (before.length > 0 && !before.includes(lower(user.id)))
      deps.log.warn(
        { entry: account },
        'a protected name belongs to another account now: both are protected',
      );
    return [user.id, user.upn];
  }
  if (before.length === 0) deps.log.error({ entry: account }, 'no account bears this protected name');
  return [];
}

function known(account: string, { remembered }: ProtectionDeps): readonly string[] {
  return remembered[lower(account)] ?? [];
}

function isId(key: string): boolean {
  return GUID.test(lower(key));
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
