import { getDocumentProxy } from 'unpdf';
import type { PartReading } from './descent.js';
import type { DocumentLimits, DocumentText } from './document.js';
import { PassageList } from './passage-list.js';
import { pageText } from './pdf-page.js';
import { readText } from './text-document.js';

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
  });
}

/** Text layer, form fields, notes and attached files of a PDF. A page without any text is a picture of one: a reason. */
export async function readPdf(
  bytes: Uint8Array,
  limits: DocumentLimits,
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
    await readPages(pdf, limits, list);
    await readFiles(pdf, list, readPart);
    return list.document();
  } finally {
    await pdf.destroy().catch(() => {});
  }
}

async function readPages(pdf: Pdf, limits: DocumentLimits, list: PassageList): Promise<void> {
  let left = limits.textLength;
  if (pdf.numPages > limits.pages) list.fail(`only the first ${limits.pages} pages were read`);
  for (let number = 1; number <= Math.min(pdf.numPages, limits.pages) && left > 0; number += 1) {
    const text = await readPage(pdf, number);
    if (text === null) list.fail('a damaged page of the PDF cannot be read');
    else if (text.trim() === '') list.fail('a picture of text: a page of the PDF has no text in it');
    else list.add(readText(text.slice(0, left)));
    left -= text?.length ?? 0;
  }
  if (left <= 0) list.fail(`only the first ${limits.textLength} characters were read`);
}

async function readPage(pdf: Pdf, number: number): Promise<string | null> {
  try {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    const notes: unknown[] = await page.getAnnotations();
    page.cleanup();
    return pageText(content.items, notes);
  } catch {
    return null;
  }
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
