import type { SimUser, SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';

/** A revocation reaches the sign-in service minutes after it was asked for ("user: revokeSignInSessions"). */
const REVOKE_DELAY_MS = 2 * 60_000;
const DAY_MS = 86_400_000;

interface Change<T> {
  readonly fromMs: number;
  readonly value: T;
}

interface AccountHistory {
  /** In order of `fromMs`. */
  readonly enabled: Change<boolean>[];
  readonly validFrom: Change<number>[];
}

/** The directory's accounts and what was done to them. */
export class Accounts {
  readonly all: readonly SimUser[];
  readonly #byKey = new Map<string, SimUser>();
  readonly #history = new Map<string, AccountHistory>();
  readonly #delayMs: number;
  readonly #doesRevokeBite: boolean;

  constructor(world: SimWorld, speed: number, doesRevokeBite: boolean) {
    this.all = world.users;
    this.#delayMs = REVOKE_DELAY_MS / speed;
    this.#doesRevokeBite = doesRevokeBite;
    for (const user of world.users) {
      this.#byKey.set(user.id.toLowerCase(), user);
      this.#byKey.set(user.userPrincipalName.toLowerCase(), user);
      this.#history.set(user.id, {
        enabled: [{ fromMs: Number.NEGATIVE_INFINITY, value: user.accountEnabled }],
        validFrom: [{ fromMs: Number.NEGATIVE_INFINITY, value: firstValidFrom(world, user.id) }],
      });
    }
  }

  /** By object id or user principal name, without case. */
  find(idOrUpn: string): SimUser | null {
    return this.#byKey.get(idOrUpn.toLowerCase()) ?? null;
  }

  /** Sessions begun before now end, once it has come round. */
  revoke(userId: string, nowMs: number): void {
    if (!this.#doesRevokeBite) return;
    const value = Math.floor(nowMs / 1000) * 1000;
    this.#of(userId).validFrom.push({ fromMs: nowMs + this.#delayMs, value });
  }

  setEnabled(userId: string, isEnabled: boolean, nowMs: number): void {
    this.#of(userId).enabled.push({ fromMs: nowMs, value: isEnabled });
  }

  isEnabled(userId: string, atMs: number): boolean {
    return valueAt(this.#of(userId).enabled, atMs, true);
  }

  /** Ids of accounts that were enabled or disabled after `fromMs`, up to `toMs`. */
  changedBetween(fromMs: number, toMs: number): readonly string[] {
    return [...this.#history]
      .filter(([, { enabled }]) => enabled.some((change) => change.fromMs > fromMs && change.fromMs <= toMs))
      .map(([id]) => id);
  }

  /** Milliseconds, whole seconds. */
  sessionsValidFrom(userId: string, atMs: number): number {
    return valueAt(this.#of(userId).validFrom, atMs, 0);
  }

  /** Whether a session that began at `startedMs` is still good at `atMs`. */
  isSessionAlive(userId: string, startedMs: number, atMs: number): boolean {
    if (!this.#history.has(userId)) return true;
    // The stored moment has whole seconds: a session of the second of the revocation counts as older.
    return this.isEnabled(userId, atMs) && this.sessionsValidFrom(userId, atMs) + 999 < startedMs;
  }

  #of(userId: string): AccountHistory {
    const history = this.#history.get(userId);
    if (history === undefined) throw new RangeError(`no account with id ${userId}`);
    return history;
  }
}

function valueAt<T>(changes: readonly Change<T>[], atMs: number, otherwise: T): T {
  return changes.findLast((change) => change.fromMs <= atMs)?.value ?? otherwise;
}

/** The last password change or revocation before the history begins. */
function firstValidFrom(world: SimWorld, userId: string): number {
  const days = new Random(`valid-from/${world.labels.seed}/${userId}`).int(120, 700);
  return Math.floor((world.startMs - days * DAY_MS) / 1000) * 1000;
}
