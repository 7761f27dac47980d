import { makePdf } from './make-documents.js';

/** A PDF whose one page is the first page of a fax (TIFF, Group 4), as scanners make them. `over` is drawn on it. */
export function scannedPdf(tiff: Buffer, over = ''): Uint8Array {
  const tag = tagsOf(tiff);
  const start = tag(273);
  const data = tiff.subarray(start, start + tag(279)).toString('latin1');
  const form = `<</K -1/Columns ${tag(256)}/BlackIs1 false>>`;
  const image = `<</Type/XObject/Subtype/Image/Width ${tag(256)}/Height ${tag(257)}/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms${form}/Length ${data.length}>>\nstream\n${data}\nendstream`;
  const page = '/Resources<</XObject<</I 4 0 R>>/Font<</F1 3 0 R>>>>';
  return makePdf([`q 500 0 0 210 50 400 cm /I Do Q ${over}`], page, [image]);
}

/** The values of the first page's fields (TIFF 6.0, section 2), each a number. */
function tagsOf(tiff: Buffer): (tag: number) => number {
  const at = tiff.readUInt32LE(4);
  const fields = new Map<number, number>();
  for (let index = 0; index < tiff.readUInt16LE(at); index += 1) {
    const field = at + 2 + index * 12;
    const isShort = tiff.readUInt16LE(field + 2) === 3;
    fields.set(
      tiff.readUInt16LE(field),
      isShort ? tiff.readUInt16LE(field + 8) : tiff.readUInt32LE(field + 8),
    );
  }
  return (tag) => fields.get(tag) ?? 0;
}

/** What begins as a PNG of this size, and is long enough for one. */
export function pngHead(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(600);
  Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
