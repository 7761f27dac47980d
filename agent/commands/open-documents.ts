import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../assess/documents/document.js';
import { readApart } from '../assess/documents/document-readers.js';
import { resolveOcr } from '../config/ocr.js';
import type { OcrWish } from '../config/resolved.js';
import type { DocumentReader } from '../model/ports.js';
import { findProgram, type OcrSettings } from '../runtime/document-ocr.js';
import { DOCUMENT_PROCESS_LIMITS, openDocumentProcess } from '../runtime/document-process.js';
import { productDirectory } from './product.js';

/** Reads documents, in processes apart as far as they could be hostile. No process is started before the first of them. */
export function openDocuments(
  env: NodeJS.ProcessEnv,
  wish: OcrWish = resolveOcr(),
): { readonly reader: DocumentReader; readonly close: () => Promise<void> } {
  const script = join(productDirectory(), 'dist', 'agent', 'assess', 'documents', 'document-worker.js');
  const ocr = findOcr(wish, env);
  const timeoutMs = DOCUMENT_PROCESS_LIMITS.timeoutMs + (ocr?.timeoutMs ?? 0);
  const args = [JSON.stringify(ocr)];
  const apart = openDocumentProcess({ ...DOCUMENT_PROCESS_LIMITS, script, args, timeoutMs });
  const reader = readApart({ ...apart, readsPictures: ocr !== null }, DEFAULT_LIMITS);
  return { reader, close: () => apart.close() };
}

/** Null where pictures are not to be read, or no engine is installed. */
export function findOcr(wish: OcrWish, env: NodeJS.ProcessEnv): OcrSettings | null {
  const command = wish.isEnabled ? findProgram(wish.command, env.PATH) : null;
  return command === null ? null : { ...wish, command };
}
