import { getDocumentProxy } from 'unpdf';
import type { PictureReader } from '../../model/document-text.js';
import type { Descent, PartReading } from './descent.js';
import type { DocumentText } from './document.js';
import { PassageList } from './passage-list.js';
import { pageText } from './pdf-page.js';
import { picturesOf } from './pdf-pictures.js';
import { MOST_PIXELS, readPoints } from './picture.js';
import { readText } from './text-document.js';

const PICTURED = 'a picture of text: a page of the PDF has no text in it';
/** The line that a scanner or a fax writes over the picture of a page is no longer. */
const STAMP_LENGTH = 120;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/**
 * What a file that somebody else made may ask for: nothing is compiled from it (CVE-2024-4367), no font of the system is
 * looked up, nothing is printed. pdf.js keeps the array that it is given: hence the copy.
 */
async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  return getDocumentProxy(Uint8Array.from(bytes), {
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    verbosity: 0,
    maxImageSize: MOST_PIXELS,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  });
}

/** Text layer, form fields, notes and attached files of a PDF. What scanners make is read off its pictures. */
export async function readPdf(
  bytes: Uint8Array,
  descent: Descent,
  readPart: PartReading,
): Promise<DocumentText> {
  let pdf: Pdf;
  try {
    pdf = await openPdf(bytes);
  } catch (error) {
    const isLocked = (error as { name?: string }).name === 'PasswordException';
    const reason = isLocked ? 'a password-protected PDF cannot be read' : 'a damaged PDF cannot be read';
    return { passages: [], reasons: [reason] };
  }
  try {
    const list = new PassageList();
    await readPages(pdf, descent, list);
    await readFiles(pdf, list, readPart);
    return list.document();
  } finally {
    await pdf.destroy().catch(() => {});
  }
}

async function readPages(pdf: Pdf, { limits, pictures }: Descent, list: PassageList): Promise<void> {
  let left = limits.textLength;
  if (pdf.numPages > limits.pages) list.fail(`only the first ${limits.pages} pages were read`);
  for (let number = 1; number <= Math.min(pdf.numPages, limits.pages) && left > 0; number += 1) {
    const page = await readPage(pdf, number, pictures !== null);
    if (page === null) list.fail('a damaged page of the PDF cannot be read');
    else {
      if (page.text.trim() !== '') list.add(readText(page.text.slice(0, left)));
      await readPictures(page, pictures, list);
    }
    left -= page?.text.length ?? 0;
  }
  if (left <= 0) list.fail(`only the first ${limits.textLength} characters were read`);
}

interface PdfPage {
  readonly text: string;
  /** Of a page that says next to nothing in words; empty where nobody reads them. */
  readonly pictures: readonly Uint8Array[];
}

async function readPage(pdf: Pdf, number: number, wantsPictures: boolean): Promise<PdfPage | null> {
  try {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    const notes: unknown[] = await page.getAnnotations();
    const text = pageText(content.items, notes);
    const pictures = wantsPictures && text.trim().length < STAMP_LENGTH ? await picturesOf(page) : [];
    page.cleanup();
    return { text, pictures };
  } catch {
    return null;
  }
}

/** A page without words is a picture of them, unless it is empty. */
async function readPictures(
  { text, pictures }: PdfPage,
  reader: PictureReader | null,
  list: PassageList,
): Promise<void> {
  if (reader === null) {
    if (text.trim() === '') list.fail(`${PICTURED} (no OCR engine)`);
    return;
  }
  if (text.trim() === '' && pictures.length === 0) list.fail(`${PICTURED}, and no picture that can be read`);
  const read = [];
  for (const picture of pictures) read.push(await readPoints(picture, reader));
  for (const one of read) list.add(one);
  // Handwriting, or nothing at all: nobody can say.
  const isSilent =
    text.trim() === '' && read.every(({ passages, reasons }) => hasNoText(passages) && reasons.length === 0);
  if (isSilent && pictures.length > 0) list.fail('no writing could be made out on a scanned page of the PDF');
}

function hasNoText(passages: DocumentText['passages']): boolean {
  return passages.every(({ text }) => text.trim() === '');
}

async function readFiles(pdf: Pdf, list: PassageList, readPart: PartReading): Promise<void> {
  const files: unknown = await pdf.getAttachments().catch(() => {
    list.fail('the files attached to the PDF cannot be read');
  });
  for (const file of Object.values(
    (files ?? {}) as Record<string, { filename?: string; content?: unknown }>,
  )) {
    if (file.content instanceof Uint8Array) list.add(await readPart(file.content, file.filename ?? '', null));
    else list.fail('a file attached to the PDF cannot be read');
  }
}
