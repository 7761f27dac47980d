import { toUsDate } from '../chance/format-time.js';
import type { Random } from '../chance/random.js';
import { EVERYDAY_TEXTS } from '../data/everyday-texts.js';
import { type Draft, type DraftAttachment, signature, toHtml, type Writer } from './draft.js';
import { csvBytes } from './sheet.js';

/** Work mail without customer data: orders, tickets, schedules, newsletters, training. */
export function everydayMail(random: Random, writer: Writer, receivedAtMs: number): Draft {
  const chosen = random.pick(EVERYDAY_TEXTS);
  const from = chosen.from ?? writer.address;
  const text =
    fill(random, chosen.text, receivedAtMs) + (chosen.from === undefined ? signature(writer) : '\n');
  return {
    topic: 'everyday',
    subject: fill(random, chosen.subject, receivedAtMs),
    ...(random.chance(0.5) ? { bodyType: 'html', body: toHtml(text) } : { bodyType: 'text', body: text }),
    from,
    attachments: random.chance(0.08) ? [orderSheet(random)] : [],
    mentions: [],
  };
}

/** Everyday mail with something attached that has no text to read. */
export function opaqueMail(random: Random, writer: Writer, receivedAtMs: number): Draft {
  const isImage = random.chance(0.5);
  const bytes = Uint8Array.from({ length: random.int(300, 900) }, () => random.int(0, 255));
  const head = isImage
    ? [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    : [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x34];
  bytes.set(head);
  return {
    ...everydayMail(random, writer, receivedAtMs),
    topic: 'opaque',
    attachments: [
      {
        name: isImage ? 'store-front.png' : 'floor-plan.pdf',
        contentType: isImage ? 'image/png' : 'application/pdf',
        bytes,
      },
    ],
  };
}

function fill(random: Random, text: string, atMs: number): string {
  return text.replace(/\{(\w+)\}/g, (_, what: string) => {
    if (what === 'd') return toUsDate(atMs + random.int(-5, 20) * 86_400_000);
    if (what === 'm') return `$${random.int(20, 900)}.${random.digits(2)}`;
    return `${random.int(1, 9)}${random.digits(Number(what) - 1)}`;
  });
}

/** Order lines: nine-digit numbers in columns, of which none is an account. */
function orderSheet(random: Random): DraftAttachment {
  const rows = Array.from({ length: 6 }, () => [
    random.digits(9).replace(/^0/, '3'),
    `SKU-${random.digits(5)}`,
    String(random.int(1, 40)),
    `1Z${random.digits(16)}`,
  ]);
  return {
    name: 'order-lines.csv',
    contentType: 'text/csv',
    bytes: csvBytes([['Order number', 'SKU', 'Quantity', 'Tracking number'], ...rows]),
  };
}
