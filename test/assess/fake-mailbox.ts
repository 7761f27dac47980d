import type { AccessEvent } from '../../agent/model/access-event.js';
import { OutsideError } from '../../agent/model/errors.js';
import type { Incident } from '../../agent/model/incident.js';
import type { AttachmentContent, MailboxReader, MessageHeader } from '../../agent/model/ports.js';

export const OWNER = { id: '00000000-0000-4000-8000-000000000001', upn: 'ann@telco.example' };
export const OPENED_AT = '2026-03-02T10:00:00.000Z';
export const RECEIVED_AT = '2026-03-01T08:00:00.000Z';

/** A message as a mailbox holds it. */
export interface FakeMessage {
  readonly id: string;
  readonly messageId: string;
  readonly folder?: string;
  readonly receivedAt?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments?: readonly AttachmentContent[];
  /** Listed, and gone when it is read. */
  readonly isGone?: boolean;
}

/** A mailbox in memory. `failing` is thrown by every call, or by the named ones. */
export function fakeMailbox(
  messages: readonly FakeMessage[],
  failing: { readonly error: OutsideError; readonly only?: readonly string[] } | null = null,
): MailboxReader & { readonly calls: string[]; mostAtOnce: number } {
  const byId = new Map(messages.map((message) => [message.id, message]));
  let running = 0;
  const state = { calls: [] as string[], mostAtOnce: 0 };
  const enter = async (name: string): Promise<void> => {
    state.calls.push(name);
    running += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (failing !== null && (failing.only?.includes(name) ?? true)) throw failing.error;
  };
  return Object.assign(state, {
    async find(_mailbox: unknown, messageId: string) {
      await enter('find');
      return messages.filter((message) => message.messageId === messageId).map(toHeader);
    },
    async *listFolder(_mailbox: unknown, folder: { readonly id: string }) {
      await enter('listFolder');
      yield* messages.filter((message) => message.folder === folder.id).map(toHeader);
    },
    async read(_mailbox: unknown, header: MessageHeader) {
      await enter('read');
      const message = byId.get(header.id);
      if (message === undefined || message.isGone === true) throw new OutsideError('not-found', 'gone');
      const type = message.html === undefined ? ('text' as const) : ('html' as const);
      const content = message.html ?? message.text ?? '';
      return { header, subject: message.subject ?? '', body: { type, content } };
    },
    async *attachments(_mailbox: unknown, header: MessageHeader) {
      await enter('attachments');
      yield* byId.get(header.id)?.attachments ?? [];
    },
  });
}

function toHeader(message: FakeMessage): MessageHeader {
  return {
    id: message.id,
    messageId: message.messageId,
    folderId: message.folder ?? 'inbox',
    receivedAt: message.receivedAt ?? RECEIVED_AT,
    hasAttachments: (message.attachments?.length ?? 0) > 0,
  };
}

export function fakeAttachment(name: string, content: string | Uint8Array): AttachmentContent {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name, contentType: null, sizeBytes: bytes.length, bytes, unreadReason: null };
}

export function openedEvent(messageIds: readonly string[], at = OPENED_AT, isThrottled = false): AccessEvent {
  const messages = messageIds.map((messageId) => ({ messageId, folderId: 'inbox' }));
  return mailEvent('mail-read', at, { messages, folders: [], isThrottled });
}

export function syncedEvent(folder: string, at = OPENED_AT): AccessEvent {
  return mailEvent('mail-sync', at, {
    messages: [],
    folders: [{ id: folder, path: null }],
    isThrottled: false,
  });
}

function mailEvent(kind: AccessEvent['kind'], at: string, mail: AccessEvent['mail']): AccessEvent {
  const nothing = { address: null, prefix: null, asn: null, country: null, place: null, isTrusted: false };
  return {
    id: `exchange:${kind}-${at}`,
    source: 'exchangeAudit',
    kind,
    at,
    operation: 'MailItemsAccessed',
    outcome: 'success',
    user: OWNER,
    mailbox: OWNER,
    actorType: 'user',
    network: nothing,
    client: {
      appId: null,
      appName: null,
      family: null,
      os: null,
      deviceId: null,
      isManaged: null,
      isCompliant: null,
    },
    session: { id: null, tokenId: null, isBound: null },
    authentication: null,
    mail,
    risk: null,
    facts: {},
    recordHash: '',
    needsCredential: true,
  };
}

export function fakeIncident(gaps: Incident['coverage']['gaps'] = []): Incident {
  return {
    id: 'incident-1',
    aliases: [],
    kind: 'mailbox',
    subject: OWNER.upn,
    mailbox: OWNER,
    status: 'open',
    openedAt: OPENED_AT,
    firstEvent: OPENED_AT,
    lastEvent: OPENED_AT,
    late: false,
    score: 9_000,
    threshold: 4_000,
    containThreshold: 7_000,
    justifiesContainment: true,
    containmentReason: '',
    reasons: [],
    sessions: [],
    origins: [],
    mailEvents: [],
    coverage: { complete: gaps.length === 0, gaps },
    note: null,
  };
}
