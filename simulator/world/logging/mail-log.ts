import type { MailboxIdentity } from '../people/person.js';
import type { Grant } from '../people/session.js';

/** One message opened by somebody, before Exchange's logging folds and drops. */
export interface ReadIntent {
  readonly mailbox: MailboxIdentity;
  readonly actor: ReadActor;
  readonly atMs: number;
  readonly folder: { readonly id: string; readonly path: string };
  readonly messageId: string;
  readonly sizeBytes: number;
}

/** Who reads, through what. */
export interface ReadActor {
  readonly identity: MailboxIdentity;
  readonly logonType: 'owner' | 'delegate' | 'application' | 'background';
  readonly grant: Grant;
  /** Browser versions are those of this day. */
  readonly day: number;
  readonly personIndex: number;
}

/** Collects openings until all are known, since what Exchange logs depends on what came before. */
export class MailLog {
  readonly #intents: ReadIntent[] = [];

  read(intent: ReadIntent): void {
    this.#intents.push(intent);
  }

  get intents(): readonly ReadIntent[] {
    return this.#intents;
  }
}
