import type { MessageHeader } from '../../model/ports.js';
import type { Examination } from './examination.js';
import { findNamed, MOST_AT_ONCE } from './locate-messages.js';
import { mapConcurrent } from './map-concurrent.js';
import type { DeparturePlan, ForwardedStretch } from './plan-departures.js';
import type { ReachedMessage } from './reached-message.js';

/** The name that Graph takes for this folder in every language. */
const INBOX = { id: 'inbox', path: null } as const;

/** The messages that left the company: sent by the intruder, or come in while the mailbox forwarded. Headers only. */
export async function locateDepartures(
  examination: Examination,
  plan: DeparturePlan,
  mostMessages: number,
): Promise<readonly ReachedMessage[]> {
  const { signal } = examination;
  const sent = await mapConcurrent(plan.sent, MOST_AT_ONCE, signal, (each) =>
    findNamed(examination, each, 'left'),
  );
  const forwarded = await mapConcurrent(plan.forwarded, MOST_AT_ONCE, signal, (each) =>
    listArrivals(examination, each, mostMessages),
  );
  return [...sent, ...forwarded.flat()];
}

/**
 * A rule passes mail on before it moves it, and people move mail after: what lies in other folders is not named, and
 * that is said.
 */
async function listArrivals(
  examination: Examination,
  { mailbox, from, to }: ForwardedStretch,
  mostMessages: number,
): Promise<readonly ReachedMessage[]> {
  examination.note(
    'mailbox',
    `since ${from} mail was forwarded outside: what came in and is not in the inbox any more is not listed`,
  );
  const arrived = await examination.attempt(mailbox, 'folder inbox', async (reader) => {
    const taken: ReachedMessage[] = [];
    for await (const header of reader.listFolder(mailbox, INBOX, examination.signal)) {
      if (!isWithin(header, from, to)) continue;
      if (taken.length >= mostMessages) {
        examination.note('folder inbox', `more than ${mostMessages} messages; the rest was not read`);
        break;
      }
      const at = header.receivedAt ?? from;
      const id = header.messageId === '' ? header.id : header.messageId;
      taken.push({
        id,
        mailbox,
        folder: header.folderId,
        proof: 'left',
        firstAt: at,
        lastAt: at,
        copies: [header],
      });
    }
    return taken;
  });
  return arrived ?? [];
}

/** Without a time of arrival it may have been forwarded. */
function isWithin({ receivedAt }: MessageHeader, from: string, to: string): boolean {
  return receivedAt === null || (receivedAt >= from && receivedAt <= to);
}
