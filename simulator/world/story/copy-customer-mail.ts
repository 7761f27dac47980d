import { itemId } from '../chance/ids.js';
import type { Random } from '../chance/random.js';
import type { WorldMailbox, WorldMessage } from '../mail/world-mailbox.js';

/**
 * The same customer mail as in another mailbox, as when a case goes to two people: what a watched intruder
 * reaches in time then changes no customer's group in the tenant as a whole.
 */
export function copyCustomerMail(
  random: Random,
  from: WorldMailbox,
  to: WorldMailbox,
  beforeMs: number,
  count: number,
): WorldMailbox {
  const cases = from.messages.filter(
    ({ message, mentions }) =>
      message.receivedAtMs < beforeMs && mentions.some(({ fields }) => fields.includes('name')),
  );
  const copies = random.sample(cases, count).map((each, index) => copyTo(random, to, each, index));
  const messages = [...to.messages, ...copies].toSorted(
    (a, b) => a.message.receivedAtMs - b.message.receivedAtMs,
  );
  return { ...to, messages };
}

/** The first few lie where a reader looks first. */
function copyTo(random: Random, to: WorldMailbox, each: WorldMessage, index: number): WorldMessage {
  const folders = to.folders.filter(
    ({ folder }) => folder.wellKnownName === null || folder.wellKnownName === 'inbox',
  );
  const folder = index < 2 ? folders[0] : random.pick(folders);
  if (folder === undefined) throw new RangeError('copyCustomerMail: no folder');
  return {
    ...each,
    message: {
      ...each.message,
      id: itemId(random),
      folderId: folder.folder.id,
      to: [to.identity.upn],
      attachments: each.message.attachments.map((attachment) => ({ ...attachment, id: itemId(random) })),
    },
  };
}
