import type { PictureReader } from '../../model/document-text.js';
import type { DocumentText } from './document.js';
import { isReadablePicture } from './picture-kind.js';
import { recognisedText } from './recognised-text.js';
import { readText } from './text-document.js';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** An image below this is a spacer or a tracking pixel: no room for writing. */
export const SMALLEST_PICTURE_BYTES = 256;
const SMALLEST_SIDE = 12;
/** A sheet of A3 at 600 dots per inch. */
export const MOST_PIXELS = 70_000_000;

/** How the answer of an engine begins. */
const HEADING = 'level\t';

const NOTHING: DocumentText = { passages: [], reasons: [] };

/** A picture where no engine reads any. */
export function unreadPicture(bytes: Uint8Array): DocumentText {
  return bytes.length < SMALLEST_PICTURE_BYTES ? NOTHING : unread('no OCR engine');
}

/** The writing in a picture; a picture too small for any has none. */
export async function readPicture(bytes: Uint8Array, pictures: PictureReader | null): Promise<DocumentText> {
  if (pictures === null) return unreadPicture(bytes);
  if (bytes.length < SMALLEST_PICTURE_BYTES) return NOTHING;
  if (!isReadablePicture(bytes)) return unread('it is of a kind that the OCR engine does not know');
  const size = sizeOf(bytes);
  const side = size === null ? Infinity : Math.min(size.width, size.height);
  // None at all: the head is damaged, and says nothing.
  if (side > 0 && side < SMALLEST_SIDE) return NOTHING;
  if (size !== null && size.width * size.height > MOST_PIXELS)
    return unread(`it has more than ${MOST_PIXELS} points`);
  return readPoints(bytes, pictures);
}

/** The same of a picture that is surely one. */
export async function readPoints(bytes: Uint8Array, pictures: PictureReader): Promise<DocumentText> {
  const read = await pictures.read(bytes);
  if ('reason' in read) return unread(read.reason);
  if (!read.words.startsWith(HEADING)) return unread('the OCR engine gave no answer that is understood');
  const { text, isLegible } = recognisedText(read.words);
  const { passages } = readText(text);
  return {
    passages: passages.map((passage) => ({ ...passage, isRecognised: true })),
    reasons: isLegible ? [] : ['an image can be read in part only: its writing is hardly legible'],
  };
}

function unread(why: string): DocumentText {
  return { passages: [], reasons: [`an image cannot be read: ${why}`] };
}

/** As the head of the file says; null where it is not easily told. */
function sizeOf(bytes: Uint8Array): PictureSize | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view[0] === 0x89 && view.length >= 24)
    return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
  if (view[0] === 0x47 && view.length >= 10)
    return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) };
  if (view[0] === 0x42 && view.length >= 26)
    return { width: Math.abs(view.readInt32LE(18)), height: Math.abs(view.readInt32LE(22)) };
  return view[0] === 0xff ? sizeOfJpeg(view) : null;
}

/** Its frame header, behind segments that state their own length (ITU-T T.81, B.2.2). */
function sizeOfJpeg(view: Buffer): PictureSize | null {
  for (let at = 2; at + 9 <= view.length && view[at] === 0xff; ) {
    const marker = view[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) };
    at += 2 + Math.max(2, view.readUInt16BE(at + 2));
  }
  return null;
}
