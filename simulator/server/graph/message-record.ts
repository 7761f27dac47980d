import { createHash } from 'node:crypto';
import type { Message, Recipient } from '@microsoft/microsoft-graph-types';
import type { Fixed } from '../../shapes/graph-shapes.js';
import { type Shown, shown } from '../../shapes/show.js';
import type { SimMessage } from '../../tenant.js';
import type { GraphRequest } from './graph-route.js';
import { itemIdFor, wantsPlainText } from './mailbox-access.js';

/** Properties that show a message's content; to read one is to read the mail. */
export const CONTENT_PROPERTIES: readonly string[] = ['body', 'bodyPreview', 'uniqueBody'];

/** The part of a `message` that filters and orders look at. */
export function headerRecord(message: SimMessage): Shown {
  return shown('message', headerOf(message));
}

function headerOf(message: SimMessage): Fixed<Message> {
  const received = receivedTime(message);
  return {
    receivedDateTime: received,
    sentDateTime: received,
    hasAttachments: message.attachments.length > 0,
    internetMessageId: message.internetMessageId,
    subject: message.subject,
    parentFolderId: message.folderId,
    isRead: true,
    isDraft: false,
    sender: recipient(message.from),
    from: recipient(message.from),
  };
}

/** Graph's `message`. */
export function messageRecord(message: SimMessage, request: GraphRequest): Shown {
  const received = receivedTime(message);
  const hash = createHash('sha256').update(message.id).digest('base64');
  const isHtml = message.bodyType === 'html' && !wantsPlainText(request);
  const text = message.bodyType === 'html' ? htmlToText(message.body) : message.body;
  return shown('message', {
    '@odata.etag': `W/"${hash.slice(0, 24)}"`,
    id: itemIdFor(request, message.id),
    createdDateTime: received,
    lastModifiedDateTime: received,
    changeKey: hash.slice(0, 24),
    categories: [],
    ...headerOf(message),
    bodyPreview: text.replaceAll(/\s+/g, ' ').trim().slice(0, 255),
    importance: 'normal',
    conversationId: `AAQkA${hash.slice(0, 36)}`,
    isDeliveryReceiptRequested: null,
    isReadReceiptRequested: false,
    inferenceClassification: 'focused',
    body: { contentType: isHtml ? 'html' : 'text', content: isHtml ? message.body : text },
    toRecipients: message.to.map(recipient),
    ccRecipients: [],
    bccRecipients: [],
    replyTo: [],
    flag: { flagStatus: 'notFlagged' },
  });
}

/** The message as it would travel. */
export function mimeOf(message: SimMessage): string {
  const boundary = `_${createHash('sha256').update(message.id).digest('hex').slice(0, 24)}_`;
  const parts = [
    `Content-Type: text/${message.bodyType === 'html' ? 'html' : 'plain'}; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(Buffer.from(message.body))}`,
    ...message.attachments.map(
      ({ name, contentType, bytes }) =>
        `Content-Type: ${contentType}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(Buffer.from(bytes))}`,
    ),
  ];
  return [
    `From: ${message.from}`,
    `To: ${message.to.join(', ')}`,
    `Subject: =?utf-8?B?${Buffer.from(message.subject).toString('base64')}?=`,
    `Date: ${new Date(message.receivedAtMs).toUTCString()}`,
    `Message-ID: ${message.internetMessageId}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...parts.map((part) => `--${boundary}\r\n${part}`),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

/** Good enough for a preview: tags out, the commonest entities decoded. */
function htmlToText(html: string): string {
  return html
    .replaceAll(/<(?:br|\/p|\/tr|\/div|\/li)[^<>]*>/gi, '\r\n')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function receivedTime(message: SimMessage): string {
  return `${new Date(message.receivedAtMs).toISOString().slice(0, 19)}Z`;
}

function recipient(address: string): Recipient {
  return { emailAddress: { name: address, address } };
}

function lines(bytes: Buffer): string {
  return (
    bytes
      .toString('base64')
      .match(/.{1,76}/g)
      ?.join('\r\n') ?? ''
  );
}
