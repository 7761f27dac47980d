import type { Principal } from '../../model/access-event.js';
import type { Proof } from '../../model/exposure.js';
import type { MessageHeader } from '../../model/ports.js';
import type { TimeSpan } from './span-times.js';

/** A message that the intruder reached, however many copies of it lie in the mailbox. */
export interface ReachedMessage extends TimeSpan {
  /** Message-ID; a draft without one is named by the provider's id. */
  readonly id: string;
  readonly mailbox: Principal;
  readonly folder: string | null;
  readonly proof: Proof;
  /** Copies that were found, the one in the folder that the log names first. */
  readonly copies: readonly MessageHeader[];
}
