import { type Principal, principalKey } from '../../model/access-event.js';
import type { OutsideErrorKind } from '../../model/errors.js';
import type { UnreadPart } from '../../model/exposure.js';
import type { MailboxReader } from '../../model/ports.js';
import { asRefusal, describeRefusal } from './refusal.js';

/** Refusals that hold for the whole mailbox: no other call into it can do better. */
const CLOSING: readonly OutsideErrorKind[] = ['permission', 'credential'];
/** A search knows no message that could be missing: what is not found is the mailbox. */
const CLOSING_A_SEARCH: readonly OutsideErrorKind[] = [...CLOSING, 'not-found'];

/**
 * What one examination knows of its mailboxes: how to read, what could not be read, and which mailboxes are closed, so
 * that a refusal that holds for a mailbox is met once and not for each of its messages.
 */
export class Examination {
  readonly signal: AbortSignal;
  readonly #reader: MailboxReader | null;
  readonly #closed = new Set<string>();
  readonly #unread = new Map<string, UnreadPart>();

  /** Without a reader every attempt ends in the same note. */
  constructor(reader: MailboxReader | null, signal: AbortSignal) {
    this.#reader = reader;
    this.signal = signal;
  }

  /** Each once, sorted. */
  get unread(): readonly UnreadPart[] {
    return [...this.#unread].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, part]) => part);
  }

  note(part: string, reason: string): void {
    this.#unread.set(JSON.stringify([part, reason]), { part, reason });
  }

  /** The result of `act`; null, with a note, when it was refused for good or the mailbox is closed already. */
  async attempt<T>(
    mailbox: Principal,
    part: string,
    act: (reader: MailboxReader) => Promise<T>,
    isSearch = false,
  ): Promise<T | null> {
    if (this.#reader === null) {
      this.note('mailbox', 'no examiner identity is configured, so no mail could be read');
      return null;
    }
    const key = principalKey(mailbox) ?? '';
    if (this.#closed.has(key)) return null;
    try {
      return await act(this.#reader);
    } catch (error) {
      const refusal = asRefusal(error);
      const isClosing = (isSearch ? CLOSING_A_SEARCH : CLOSING).includes(refusal.kind);
      if (isClosing) this.#closed.add(key);
      this.note(isClosing ? 'mailbox' : part, describeRefusal(refusal));
      return null;
    }
  }
}
