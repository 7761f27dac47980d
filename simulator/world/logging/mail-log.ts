import type { Fixed } from '../../shapes/graph-shapes.js';
import type { AuditRecord } from '../../shapes/newer-shapes.js';
import type { ClientAudit } from '../people/client.js';
import type { MailboxIdentity } from '../people/person.js';

/** Who does something in a mailbox, through what, from where. */
export interface MailActor {
  readonly identity: MailboxIdentity;
  readonly logonType: 'owner' | 'delegate' | 'application' | 'background';
  readonly audit: ClientAudit;
  readonly address: string;
  /** Null where Exchange never names a session: background work, and apps without a user. */
  readonly token: MailToken | null;
  /** Id of the machine, where it is registered with the tenant. */
  readonly deviceId: string | null;
}

/** The token with which the mailbox was opened. */
export interface MailToken {
  readonly sessionId: string;
  readonly tokenId: string;
  readonly issuedMs: number;
  readonly correlationId: string;
}

/** One message opened by somebody, before Exchange's logging folds and drops. */
export interface ReadIntent {
  readonly mailbox: MailboxIdentity;
  readonly actor: MailActor;
  readonly atMs: number;
  readonly folder: { readonly id: string; readonly path: string };
  readonly messageId: string;
  readonly sizeBytes: number;
  /** Part of the labelled story: has no day-long delay. */
  readonly isStory: boolean;
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

type WithNulls<T> = { readonly [Name in keyof T]: T[Name] | null | undefined };

/** The properties that a record has only when there is something to say. */
export function withoutNulls(record: WithNulls<Fixed<AuditRecord>>): Fixed<AuditRecord> {
  const said = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(said) as Fixed<AuditRecord>;
}
