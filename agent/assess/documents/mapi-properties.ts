/** Raised where the bytes do not hold what they say. */
export class MapiFault extends Error {}

/** Bytes of values of one size, by property type ([MS-OXCDATA] 2.11.1); in TNEF each fills whole words of four. */
const FIXED: ReadonlyMap<number, number> = new Map([
  [0x0001, 0],
  [0x0002, 4],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 4],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
]);
/** Strings, strings in UTF-16, bytes, objects: how many, then each behind its length. */
const VARIABLE: ReadonlySet<number> = new Set([0x000d, 0x001e, 0x001f, 0x0102]);
const MULTIPLE = 0x1000;
const FIRST_NAMED = 0x8000;
const GUID_BYTES = 16;
const WIDE = 0x001f;

/** One property: its number, its type, and the bytes of its first value. */
export interface MapiProperty {
  readonly id: number;
  readonly type: number;
  readonly bytes: Buffer;
}

/** The properties of a message or an attachment in a TNEF stream ([MS-OXTNEF] 2.1.3.4). Raises `MapiFault`. */
export function readProperties(view: Buffer): ReadonlyMap<number, MapiProperty> {
  const cursor = new Cursor(view);
  const properties = new Map<number, MapiProperty>();
  for (let left = cursor.word(); left > 0; left -= 1) {
    const [type, id] = [cursor.half(), cursor.half()];
    if (id >= FIRST_NAMED) skipName(cursor);
    properties.set(id, { id, type, bytes: readValue(cursor, type) });
  }
  return properties;
}

/** Of a string in one byte a letter, or in UTF-16, without the zero at its end. */
export function textOf({ type, bytes }: MapiProperty): string {
  return bytes.toString(type === WIDE ? 'utf16le' : 'latin1').replace(/\0+$/, '');
}

function skipName(cursor: Cursor): void {
  cursor.take(GUID_BYTES);
  if (cursor.word() === 0) cursor.word();
  else cursor.padded(cursor.word());
}

function readValue(cursor: Cursor, type: number): Buffer {
  const single = type & ~MULTIPLE;
  const isMultiple = (type & MULTIPLE) !== 0;
  const fixed = FIXED.get(single);
  if (fixed === undefined && !VARIABLE.has(single)) throw new MapiFault('an unknown type');
  const count = isMultiple || fixed === undefined ? cursor.word() : 1;
  let first: Buffer = Buffer.alloc(0);
  for (let index = 0; index < count; index += 1) {
    const value = fixed === undefined ? cursor.padded(cursor.word()) : cursor.take(fixed);
    if (index === 0) first = value;
    // Values without bytes could be promised without end.
    if (fixed === 0) break;
  }
  return first;
}

class Cursor {
  readonly #view: Buffer;
  #at = 0;

  constructor(view: Buffer) {
    this.#view = view;
  }

  half(): number {
    return this.take(2).readUInt16LE(0);
  }

  word(): number {
    return this.take(4).readUInt32LE(0);
  }

  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#view.length) throw new MapiFault('it ends too early');
    const taken = this.#view.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  padded(length: number): Buffer {
    const value = this.take(length);
    this.take(Math.min((4 - (length % 4)) % 4, this.#view.length - this.#at));
    return value;
  }
}
