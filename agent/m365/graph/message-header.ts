import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import type { MessageContent, MessageHeader } from '../../model/ports.js';
import { parseInstant } from '../../model/time.js';

/** What a header takes. */
export const HEADER_FIELDS = 'id,internetMessageId,parentFolderId,receivedDateTime,hasAttachments';
/** What a message with its body takes. */
export const CONTENT_FIELDS = `${HEADER_FIELDS},subject,body`;

/** Null without an id, which no message lacks. A draft may have no Message-ID. */
export function toHeader(value: JsonObject): MessageHeader | null {
  const { id, internetMessageId, parentFolderId, receivedDateTime, hasAttachments } = value;
  if (typeof id !== 'string') return null;
  return {
    id,
    messageId: textOf(internetMessageId),
    folderId: typeof parentFolderId === 'string' ? parentFolderId : null,
    receivedAt: typeof receivedDateTime === 'string' ? parseInstant(receivedDateTime) : null,
    hasAttachments: hasAttachments === true,
  };
}

/** Subject and body of a `message` under the header that it is known by. */
export function toContent(header: MessageHeader, message: JsonObject): MessageContent {
  const body = isJsonObject(message.body) ? message.body : {};
  return {
    header,
    subject: textOf(message.subject),
    body: { type: body.contentType === 'html' ? 'html' : 'text', content: textOf(body.content) },
  };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
