import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import type { AttachmentContent } from '../../model/ports.js';
import type { Graph } from './graph.js';
import type { MailboxCall } from './mailbox-call.js';

/** Exchange Online takes messages of up to 150 MB. */
const LONGEST_BYTES = 150 * 1024 * 1024;

/** Below it the size may be mostly headers. */
const SURELY_CONTENT_BYTES = 4_096;

/** `$value` of an attached item is MIME for a message, iCalendar for an event, vCard for a contact ("Get attachment"). */
const ITEM = '#microsoft.graph.itemAttachment';
const ITEM_TYPE = 'message/rfc822';

const WITHOUT_BYTES: Readonly<Record<string, string>> = {
  '#microsoft.graph.referenceAttachment': 'a link to a file in cloud storage; the file is not in the mailbox',
};

/** The attachments of a message, one after the other. What cannot be had is given without bytes and with the reason. */
export async function* readAttachments(
  graph: Graph,
  call: MailboxCall,
  messageId: string,
): AsyncGenerator<AttachmentContent> {
  const path = ['messages', messageId, 'attachments'];
  const query = { $select: 'id,name,contentType,size,isInline' };
  for await (const values of graph.pages(call('graph:GET attachments', path, query))) {
    for (const value of values) {
      if (isJsonObject(value)) yield await readOne(graph, call, path, value);
    }
  }
}

async function readOne(
  graph: Graph,
  call: MailboxCall,
  path: readonly string[],
  entry: JsonObject,
): Promise<AttachmentContent> {
  const { id } = entry;
  const type = entry['@odata.type'];
  const described = describe(entry, type === ITEM);
  const without = typeof type === 'string' ? WITHOUT_BYTES[type] : undefined;
  if (without !== undefined) return { ...described, bytes: null, unreadReason: without };
  if (typeof id !== 'string') return { ...described, bytes: null, unreadReason: 'it has no id' };
  try {
    const value = call('graph:GET attachment', [...path, id, '$value']);
    const read = (): Promise<Uint8Array> => graph.bytes({ ...value, maxBytes: LONGEST_BYTES });
    const bytes = await read();
    if (type === ITEM || !isShort(bytes, described.sizeBytes))
      return { ...described, bytes, unreadReason: null };
    const again = await read();
    return { ...described, bytes: again.length > bytes.length ? again : bytes, unreadReason: null };
  } catch (error) {
    return { ...described, bytes: null, unreadReason: reasonFor(error) };
  }
}

/**
 * An answer that was cut on its way, by a proxy for one, looks whole. The stated size counts more than the bytes of the file,
 * but hardly twice as much; what comes as short again is what there is.
 */
function isShort(bytes: Uint8Array, sizeBytes: number): boolean {
  return sizeBytes > SURELY_CONTENT_BYTES && bytes.length < 0.6 * sizeBytes;
}

/** An attached item carries no type of its own; its first bytes tell an event or a contact from a message. */
function describe(
  { name, contentType, size }: JsonObject,
  isItem: boolean,
): Pick<AttachmentContent, 'name' | 'contentType' | 'sizeBytes'> {
  return {
    name: typeof name === 'string' ? name : '',
    contentType: typeof contentType === 'string' ? contentType : isItem ? ITEM_TYPE : null,
    sizeBytes: typeof size === 'number' ? size : 0,
  };
}

/** A lasting refusal belongs to this attachment; what may pass is raised, so that the examination is tried again. */
function reasonFor(error: unknown): string {
  if (!(error instanceof OutsideError)) throw error;
  if (error.kind === 'not-found') return 'it is gone';
  if (error.kind !== 'refused') throw error;
  return error.status === null ? 'it is too large to be read' : `the provider refused it (${error.status})`;
}
