import { createDirectoryKeeper } from '../../../agent/daemon/directory/keep-directory.js';
import type { RoleHolding, RoleHoldingKind } from '../../../agent/model/directory-ports.js';
import { OutsideError } from '../../../agent/model/errors.js';
import type { DirectoryUser, MailboxKind } from '../../../agent/model/ports.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { silentLog } from '../../../agent/runtime/log.js';
import { openStore } from '../../../agent/store/open-store.js';
import { handClock } from '../../respond/fake-ports.js';

export const NEVER = new AbortController().signal;
export const START = '2026-03-20T12:00:00.000Z';

/** A directory that a test changes, with what was asked of it. */
export class ScriptedDirectory {
  readonly accounts = new Map<string, DirectoryUser>();
  readonly managers = new Map<string, string>();
  readonly mailboxes = new Map<string, MailboxKind>();
  readonly held: RoleHolding[] = [];
  readonly asked: string[] = [];
  /** By what is asked: `users`, `user`, `delta`, `held`, `eligible`, `kind`. */
  readonly failures = new Map<string, OutsideError>();
  /** Null: the mark is not known any more. */
  changes: readonly string[] | null = [];
  /** Accounts that a listing leaves out though they are there. */
  readonly hidden = new Set<string>();

  put(id: string, upn: string): void {
    this.accounts.set(id, {
      id,
      upn,
      mail: upn,
      displayName: id,
      isEnabled: true,
      profile: {
        isGuest: false,
        isSynced: true,
        department: null,
        jobTitle: null,
        managerId: null,
        hasMailboxLicence: true,
        hasLogLicence: true,
      },
    });
  }

  #ask(what: string, id = ''): void {
    this.asked.push(id === '' ? what : `${what} ${id}`);
    const failure = this.failures.get(what);
    if (failure !== undefined) throw failure;
  }

  readonly directory = {
    users: async function* (this: ScriptedDirectory) {
      this.#ask('users');
      for (const user of this.accounts.values()) if (!this.hidden.has(user.id)) yield user;
    }.bind(this),
    user: async (id: string) => {
      this.#ask('user', id);
      const user = this.accounts.get(id);
      if (user?.profile === undefined) return null;
      return { ...user, profile: { ...user.profile, managerId: this.managers.get(id) ?? null } };
    },
    roleMembers: async () => [],
  };

  readonly watch = {
    mark: async () => {
      this.#ask('mark');
      return 'mark';
    },
    changesSince: async () => {
      this.#ask('delta');
      return this.changes === null ? null : { ids: this.changes, mark: 'later' };
    },
    roleHoldings: async (kind: RoleHoldingKind) => {
      this.#ask(kind);
      return kind === 'held' ? this.held : [];
    },
  };

  readonly kinds = {
    kindOf: async (id: string) => {
      this.#ask('kind', id);
      return this.mailboxes.get(id) ?? null;
    },
  };
}

export const REFUSED = new OutsideError('permission', 'graph: 403', { gap: 'permission' });
export const NO_LICENCE = new OutsideError('permission', 'graph: 400', { gap: 'licence' });

/** A keeper over a new store and a directory of two accounts. */
export async function benchDirectory() {
  const tenant = new ScriptedDirectory();
  tenant.put('u-1', 'ann@contoso.com');
  tenant.put('u-2', 'bob@contoso.com');
  const clock = handClock(START);
  const store = await openStore({ file: ':memory:', key: null, boundary: openBoundary });
  const { directory, watch, kinds } = tenant;
  const keeper = createDirectoryKeeper({ store, clock, log: silentLog, directory, watch, kinds });
  return { tenant, clock, store, keeper };
}
