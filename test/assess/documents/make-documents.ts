import { DEFAULT_LIMITS, type DocumentLimits } from '../../../agent/assess/documents/document.js';
import { readDocument } from '../../../agent/assess/documents/read-document.js';
import { zipParts } from './make-workbook.js';

/** A DOCX whose body is the given markup; further parts by path. */
export function makeWord(
  body: string,
  parts: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const document = `<w:document xmlns:w="urn:w"><w:body>${body}</w:body></w:document>`;
  return zipParts({ '[Content_Types].xml': '<Types/>', 'word/document.xml': document, ...parts });
}

export function wordParagraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

export function wordTable(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]): string =>
    row.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('');
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

/** An OpenDocument file whose body is the given markup. */
export function makeOpen(
  body: string,
  parts: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const content = `<office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:b" xmlns:dc="urn:d"><office:body>${body}</office:body></office:document-content>`;
  return zipParts({ mimetype: 'application/vnd.oasis.opendocument', 'content.xml': content, ...parts });
}

/** A PDF of one page for each drawing; `objects` are added as they are, and `page` to each page. */
export function makePdf(drawings: readonly string[], page = '', objects: readonly string[] = []): Uint8Array {
  const first = 4 + objects.length;
  const kids = drawings.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const all = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${drawings.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...objects,
    ...drawings.flatMap((drawing, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents ${first + index * 2 + 1} 0 R ${page}>>`,
      `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const offsets = all.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = all.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** Shows texts at places from the lower left corner. */
export function drawTexts(texts: readonly (readonly [x: number, y: number, text: string])[]): string {
  return texts.map(([x, y, text]) => `BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET`).join('\n');
}

export interface ReadTexts {
  readonly texts: readonly string[];
  readonly reasons: readonly string[];
}

/** The passages that say something, trimmed. */
export async function readTexts(
  content: string | Uint8Array,
  name = '',
  limits: DocumentLimits = DEFAULT_LIMITS,
): Promise<ReadTexts> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { passages, reasons } = await readDocument(bytes, name, null, limits);
  return { texts: passages.map(({ text }) => text.trim()).filter((text) => text !== ''), reasons };
}
