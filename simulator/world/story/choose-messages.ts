import type { Random } from '../chance/random.js';
import { folderById, type WorldMailbox, type WorldMessage } from '../mail/world-mailbox.js';

/** So many are opened in any case. */
const FEWEST = 4;

/** Which messages an intruder picks out of a mailbox. */
export interface Appetite {
  readonly beforeMs: number;
  /** Share of everyday mail that is opened; mail with customers in it is opened always. */
  readonly everydayShare: number;
  readonly opensArchive: boolean;
}

/**
 * Some messages, oldest first. All customer mail is among them, so that a follow-up is never read without the
 * mail that names its customer.
 */
export function chooseMessages(
  random: Random,
  mailbox: WorldMailbox,
  appetite: Appetite,
): readonly WorldMessage[] {
  const visible = mailbox.messages.filter(({ message }) => {
    const isArchived = folderById(mailbox, message.folderId).folder.wellKnownName === 'archive';
    return message.receivedAtMs < appetite.beforeMs && (appetite.opensArchive || !isArchived);
  });
  return visible.filter(
    ({ mentions }, index) => mentions.length > 0 || index < FEWEST || random.chance(appetite.everydayShare),
  );
}
