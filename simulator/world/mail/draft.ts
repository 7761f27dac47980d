import type { Mention } from './customer.js';

/** What a message holds: nothing of customers, account data, or more. `opaque`: an attachment that nobody reads. */
export type Topic = 'everyday' | 'account' | 'sensitive' | 'opaque';

export interface DraftAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A message before it lies in a mailbox. */
export interface Draft {
  readonly topic: Topic;
  readonly subject: string;
  readonly bodyType: 'text' | 'html';
  readonly body: string;
  readonly from: string;
  readonly attachments: readonly DraftAttachment[];
  readonly mentions: readonly Mention[];
}

/** Somebody who writes from inside. */
export interface Writer {
  readonly name: string;
  readonly title: string;
  readonly address: string;
  /** As `425-555-0107`. */
  readonly deskPhone: string;
}

/** How employees end their mail. */
export function signature(writer: Writer): string {
  return `\n\n--\n${writer.name} | ${writer.title}\nNorthwind Mobile\nDesk: ${writer.deskPhone}\n${writer.address}\n`;
}

/** Plain text as a simple HTML body. */
export function toHtml(text: string): string {
  const lines = escapeHtml(text).split('\n').join('<br>\n');
  return `<html><head><meta charset="utf-8"></head><body><div>${lines}</div></body></html>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
