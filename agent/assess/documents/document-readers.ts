import type { PictureReader } from '../../model/document-text.js';
import type { DocumentReader } from '../../model/ports.js';
import type { DocumentLimits, DocumentText } from './document.js';
import { readDocument, readSimple } from './read-document.js';

/** Reads every kind in this process, pictures with a reader for each document: where the files are one's own, and in the process that reads for others. */
export function readHere(
  limits: DocumentLimits,
  pictures: (() => PictureReader) | null = null,
): DocumentReader {
  return {
    readsPictures: pictures !== null,
    read: (bytes, name, contentType) =>
      attempt(() => readDocument(bytes, name, contentType, limits, pictures?.() ?? null)),
  };
}

/** Reads plain text, CSV and HTML here and hands everything else to `apart`, which a hostile file may end. */
export function readApart(apart: DocumentReader, limits: DocumentLimits): DocumentReader {
  return {
    ...(apart.readsPictures === undefined ? {} : { readsPictures: apart.readsPictures }),
    read: (bytes, name, contentType) =>
      attempt(
        async () =>
          readSimple(bytes, name, contentType, limits, apart.readsPictures) ??
          (await apart.read(bytes, name, contentType)),
      ),
  };
}

/** A mistake in a reader must not pass for a file without anything in it, nor end an examination. */
async function attempt(read: () => Promise<DocumentText>): Promise<DocumentText> {
  try {
    return await read();
  } catch {
    return { passages: [], reasons: ['a file of an unusual form could not be read'] };
  }
}
