import { OutsideError } from '../../agent/model/errors.js';
import type {
  Clock,
  Containment,
  Directory,
  DirectoryUser,
  MailboxKind,
  MailboxKinds,
  SessionsValidity,
} from '../../agent/model/ports.js';
import { type Instant, toInstant, toMs } from '../../agent/model/time.js';
import { FakeObjects } from './fake-objects.js';

/** A clock that stands until it is moved. */
export function handClock(at: Instant): Clock & { move(ms: number): void } {
  let nowMs = toMs(at);
  return {
    now: () => toInstant(nowMs),
    nowMs: () => nowMs,
    // Lets what is under way go on: whoever asks again and again must not keep it from ending.
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    move: (ms) => {
      nowMs += ms;
    },
  };
}

/** A provider's accounts in memory: counts revokes, and shows what it is told to show. */
export class FakeAccounts extends FakeObjects implements Containment, Directory, MailboxKinds {
  readonly revoked: string[] = [];
  validFrom: Instant | null = null;
  /** By this clock a revocation takes, and is written down as a change; null: it is accepted and shows nothing. */
  bitesBy: (() => Instant) | null = null;
  /** The provider's clock; null: it does not tell. */
  toldAt: Instant | null = null;
  mailboxKind: MailboxKind | null = 'user';
  /** Raised by the next calls. */
  failure: OutsideError | null = null;

  constructor(
    readonly known: readonly DirectoryUser[],
    readonly roles: Readonly<Record<string, readonly string[]>> = {},
  ) {
    super();
  }

  async revokeSessions(userId: string): Promise<void> {
    if (this.failure !== null) throw this.failure;
    return this.call('revokeSessions', () => {
      this.revoked.push(userId);
      if (this.bitesBy === null) return;
      this.validFrom = this.bitesBy();
      this.changes.push('sessions ended');
    });
  }

  async sessionsValidFrom(): Promise<SessionsValidity> {
    if (this.failure !== null) throw this.failure;
    return this.call('sessionsValidFrom', () => ({ validFrom: this.validFrom, toldAt: this.toldAt }));
  }

  async *users(): AsyncGenerator<DirectoryUser> {
    yield* this.known;
  }

  async user(idOrUpn: string): Promise<DirectoryUser | null> {
    if (this.failure !== null) throw this.failure;
    return this.call(
      'user',
      () => this.known.find((one) => one.id === idOrUpn || one.upn === idOrUpn) ?? null,
    );
  }

  kindOf(): Promise<MailboxKind | null> {
    return this.call('kindOf', () => this.mailboxKind);
  }

  async roleMembers(role: string): Promise<readonly string[]> {
    const members = this.roles[role];
    if (members === undefined) throw new OutsideError('permission', 'may not read roles');
    return members;
  }
}

export function userOf(id: string, upn: string): DirectoryUser {
  return { id, upn, mail: upn, displayName: null, isEnabled: true };
}
