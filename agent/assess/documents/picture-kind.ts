/** Bytes that a file begins with; null stands for any. */
type Sign = readonly (number | null)[];

const ANY4: Sign = [null, null, null, null];
const RIFF: Sign = [0x52, 0x49, 0x46, 0x46];

/** As Leptonica tells them (`findFileFormatBuffer`), and stricter. */
const READABLE: readonly Sign[] = [
  // PNG, JPEG, GIF 87a and 89a, TIFF of both byte orders, WebP.
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38, 0x37, 0x61],
  [0x47, 0x49, 0x46, 0x38, 0x39, 0x61],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [...RIFF, ...ANY4, 0x57, 0x45, 0x42, 0x50],
];
/** `BM` begins words too: the field that a bitmap leaves empty must be, and the length of its header one of those that there are. */
const BITMAP: Sign = [0x42, 0x4d, ...ANY4, 0, 0, 0, 0, ...ANY4, null, 0, 0, 0];
const BITMAP_HEADERS: readonly number[] = [12, 40, 52, 56, 64, 108, 124];
const BITMAP_HEADER_AT = 14;

/** `ftyp` and a brand of HEIF (ISO/IEC 23008-12), as phones write their photographs, or of AVIF. */
const PHONES: readonly Sign[] = ['hei', 'hev', 'mif1', 'msf1', 'avif'].map((brand) => [
  ...ANY4,
  ...Buffer.from(`ftyp${brand}`),
]);

/**
 * Whether a file is a picture that may be handed to the engine. It must be certain: what Tesseract does not know as a picture on its
 * standard input it takes for a list of file names and addresses, which it opens (`TessBaseAPI::ProcessPagesInternal`).
 */
export function isReadablePicture(bytes: Uint8Array): boolean {
  return READABLE.some((sign) => begins(bytes, sign)) || isBitmap(bytes);
}

/** Whether a file is a picture at all, as far as we know them. */
export function isPicture(bytes: Uint8Array): boolean {
  return isReadablePicture(bytes) || PHONES.some((sign) => begins(bytes, sign));
}

function isBitmap(bytes: Uint8Array): boolean {
  return begins(bytes, BITMAP) && BITMAP_HEADERS.includes(bytes[BITMAP_HEADER_AT] ?? 0);
}

function begins(bytes: Uint8Array, sign: Sign): boolean {
  return bytes.length >= sign.length && sign.every((byte, index) => byte === null || byte === bytes[index]);
}
