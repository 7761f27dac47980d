import type { Content } from './fill-template.js';
import { escapeMarkup, renderWord, renderWordTable, renderWorkbook } from './render-office.js';
import { renderPdf } from './render-pdf.js';

export interface RenderedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Render<T> = readonly [name: string, render: (content: T) => string | Uint8Array];

const TEXT_FORMATS: readonly Render<string>[] = [
  ['note.txt', (text) => text],
  [
    'page.html',
    (text) =>
      `<html><body>${text
        .split('\n')
        .map((line) => `<div>${escapeMarkup(line)}</div>`)
        .join('\n')}</body></html>`,
  ],
  ['mail.eml', mail],
  ['letter.docx', (text) => renderWord(text.split('\n'))],
  ['letter.pdf', (text) => renderPdf(text.split('\n'))],
];

type Rows = readonly (readonly string[])[];

const TABLE_FORMATS: readonly Render<Rows>[] = [
  ['list.csv', (rows) => rows.map((row) => row.map(quoteCell).join(',')).join('\r\n')],
  ['list.xlsx', renderWorkbook],
  ['list.docx', renderWordTable],
  [
    'list.html',
    (rows) =>
      `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join('')}</tr>`).join('')}</table>`,
  ],
];

/** How many formats a kind of content can take. */
export const FORMAT_COUNT = { text: TEXT_FORMATS.length, table: TABLE_FORMATS.length } as const;

/** The content as a file of the given format, counted from 0. */
export function renderDocument(content: Content, format: number): RenderedFile {
  const [name, body] =
    content.kind === 'text'
      ? rendered(TEXT_FORMATS, format, content.text)
      : rendered(TABLE_FORMATS, format, content.rows);
  return { name, bytes: typeof body === 'string' ? Buffer.from(body, 'utf8') : body };
}

function rendered<T>(
  formats: readonly Render<T>[],
  format: number,
  content: T,
): readonly [string, string | Uint8Array] {
  const chosen = formats[format % formats.length];
  if (chosen === undefined) throw new RangeError('there is no format');
  return [chosen[0], chosen[1](content)];
}

/** Base64, as Outlook sends what is not plain ASCII. */
function mail(text: string): string {
  const body = Buffer.from(text, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n');
  return [
    'From: Care <care@telco.example>',
    'To: Desk <desk@telco.example>',
    'Subject: Request',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    body,
  ].join('\r\n');
}

function quoteCell(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
