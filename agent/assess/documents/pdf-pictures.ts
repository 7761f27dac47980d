import { type getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { MOST_PIXELS } from './picture.js';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

/** What pdf.js gives of an image, decoded. `kind`: 1 one bit a point (1 is white), 2 RGB, 3 RGBA; a mask has none and is as 1. */
interface PdfImage {
  readonly width: number;
  readonly height: number;
  readonly kind?: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A page that was scanned in stripes has a few dozen. */
const MOST_PICTURES = 100;
/** Smaller ones are signs and rules. */
const LEAST_POINTS = 10_000;

/** The images of a page as pictures (Netpbm: raw points behind a short head), in the order in which they are painted. */
export async function picturesOf(page: Page): Promise<readonly Uint8Array[]> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const painted = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]);
  const pictures: Uint8Array[] = [];
  const seen = new Set<string>();
  for (const [index, operator] of fnArray.entries()) {
    if (!painted.has(operator) || pictures.length >= MOST_PICTURES) continue;
    const [given] = argsArray[index] as readonly unknown[];
    if (typeof given === 'string' && seen.has(given)) continue;
    if (typeof given === 'string') seen.add(given);
    const picture = toPicture(await imageOf(given, page));
    if (picture !== null) pictures.push(picture);
  }
  return pictures;
}

/** By its name, or as it stands; of a mask the points may be named in turn. */
async function imageOf(given: unknown, page: Page): Promise<unknown> {
  const image = typeof given === 'string' ? await objectOf(given, page) : given;
  const points = (image as { data?: unknown } | null | undefined)?.data;
  return typeof points === 'string'
    ? { ...(image as object), ...((await objectOf(points, page)) as object) }
    : image;
}

function objectOf(name: string, page: Page): Promise<unknown> {
  // What several pages share is kept apart, under names that begin so.
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise((resolve) => objects.get(name, resolve));
}

function toPicture(image: unknown): Uint8Array | null {
  const { width, height, kind = 1, data } = (image ?? {}) as Partial<PdfImage>;
  if (width === undefined || height === undefined || !ArrayBuffer.isView(data)) return null;
  const points = width * height;
  if (points < LEAST_POINTS || points > MOST_PIXELS) return null;
  const head = kind === 1 ? `P4\n${width} ${height}\n` : `P6\n${width} ${height}\n255\n`;
  const body = kind === 1 ? inverted(data) : kind === 3 ? withoutAlpha(data, points) : Uint8Array.from(data);
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/** 1 is black in a Netpbm bitmap. */
function inverted(data: Uint8Array | Uint8ClampedArray): Uint8Array {
  return Uint8Array.from(data, (byte) => ~byte & 0xff);
}

/** As on white paper. */
function withoutAlpha(data: Uint8Array | Uint8ClampedArray, points: number): Uint8Array {
  const rgb = new Uint8Array(points * 3);
  for (let at = 0; at < points; at += 1) {
    const alpha = (data[at * 4 + 3] ?? 255) / 255;
    for (let part = 0; part < 3; part += 1)
      rgb[at * 3 + part] = Math.round((data[at * 4 + part] ?? 0) * alpha + 255 * (1 - alpha));
  }
  return rgb;
}
