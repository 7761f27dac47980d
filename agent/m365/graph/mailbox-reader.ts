import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { AttachmentContent, MailboxReader, MessageContent, MessageHeader } from '../../model/ports.js';
import { readAttachments } from './attachments.js';
import { findFolder } from './find-folder.js';
import { type Graph, type GraphCall, odataText } from './graph.js';
import { callsInto, type MailboxCall } from './mailbox-call.js';
import { CONTENT_FIELDS, HEADER_FIELDS, toContent, toHeader } from './message-header.js';

/** Where purged mail lies until it is gone for good. */
const RECOVERABLE = 'recoverableitemsdeletions';

/**
 * Reads mail. Ids are immutable ones throughout, so that a message can be read after it was moved. Reading bodies
 * is itself logged by the provider under the examiner's app.
 */
export function graphMailboxReader(graph: Graph): MailboxReader {
  return {
    async find(mailbox, messageId, signal) {
      const call = callsInto(mailbox, signal);
      const query = {
        $filter: `internetMessageId eq ${odataText(messageId)}`,
        $select: HEADER_FIELDS,
      };
      const found = await all(graph, call('graph:GET messages', ['messages'], query));
      if (found.length > 0) return found;
      const purged = call('graph:GET purged messages', ['mailFolders', RECOVERABLE, 'messages'], query);
      return absentAsEmpty(all(graph, purged));
    },

    async *listFolder(mailbox, folder, signal) {
      const call = callsInto(mailbox, signal);
      try {
        yield* messagesIn(graph, call, folder.id);
      } catch (error) {
        if (!isUnknownFolder(error) || folder.path === null) throw error;
        const id = await findFolder(graph, call, folder.path);
        if (id === null) throw error;
        yield* messagesIn(graph, call, id);
      }
    },

    async read(mailbox, header, signal): Promise<MessageContent> {
      const query = { $select: CONTENT_FIELDS };
      const call = callsInto(mailbox, signal);
      const message = await graph.object(call('graph:GET message', ['messages', header.id], query));
      return toContent(toHeader(message) ?? header, message);
    },

    attachments(mailbox, header, signal): AsyncIterable<AttachmentContent> {
      return readAttachments(graph, callsInto(mailbox, signal), header.id);
    },
  };
}

async function* messagesIn(graph: Graph, call: MailboxCall, folderId: string): AsyncGenerator<MessageHeader> {
  const query = { $select: HEADER_FIELDS, $top: '500' };
  const path = ['mailFolders', folderId, 'messages'];
  for await (const values of graph.pages(call('graph:GET folder messages', path, query)))
    yield* headersOf(values);
}

/** Before the first page nothing was given yet, so the folder can be asked for by another name. */
function isUnknownFolder(error: unknown): boolean {
  return error instanceof OutsideError && (error.kind === 'refused' || error.kind === 'not-found');
}

async function all(graph: Graph, call: GraphCall): Promise<readonly MessageHeader[]> {
  const headers: MessageHeader[] = [];
  for await (const values of graph.pages(call)) headers.push(...headersOf(values));
  return headers;
}

/** The mailbox itself answered before; a mailbox without that folder has nothing in it. */
async function absentAsEmpty(found: Promise<readonly MessageHeader[]>): Promise<readonly MessageHeader[]> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof OutsideError && error.kind === 'not-found') return [];
    throw error;
  }
}

function* headersOf(values: readonly JsonValue[]): Generator<MessageHeader> {
  for (const value of values) {
    const header = isJsonObject(value) ? toHeader(value) : null;
    if (header !== null) yield header;
  }
}
