import type { WorldMailbox, WorldMessage } from '../mail/world-mailbox.js';
import type { MailboxIdentity } from '../people/person.js';
import type { Technique } from './cast.js';

/** What one attack came to: the truth that the labels are made of. */
export interface Outcome {
  readonly technique: Technique;
  readonly owner: MailboxIdentity;
  readonly mailbox: WorldMailbox;
  readonly firstMs: number;
  readonly isLive: boolean;
  readonly sessions: readonly string[];
  readonly reached: readonly Reached[];
}

/** A message in the intruder's hands, and how the log shows it. */
export interface Reached {
  readonly message: WorldMessage;
  readonly proof: 'opened' | 'synced';
}
