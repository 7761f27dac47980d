import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../assess/documents/document.js';
import { readApart } from '../assess/documents/document-readers.js';
import type { DocumentReader } from '../model/ports.js';
import { DOCUMENT_PROCESS_LIMITS, openDocumentProcess } from '../runtime/document-process.js';
import { productDirectory } from './product.js';

/** Reads documents, in processes apart as far as they could be hostile. No process is started before the first of them. */
export function openDocuments(): { readonly reader: DocumentReader; readonly close: () => Promise<void> } {
  const script = join(productDirectory(), 'dist', 'agent', 'assess', 'documents', 'document-worker.js');
  const apart = openDocumentProcess({ ...DOCUMENT_PROCESS_LIMITS, script });
  return { reader: readApart(apart, DEFAULT_LIMITS), close: () => apart.close() };
}
