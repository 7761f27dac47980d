const HEADER_BYTES = 16;
const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
const WINDOW = 4_096;
/** Seventeen bytes for two and a bit. */
const MOST_RATIO = 9;
/** What every compressed text may point back to before its own first letter ([MS-OXRTFCP] 2.1.2.1). */
const PRELOAD = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);

/**
 * The RTF in the body of an Outlook message, where it is compressed ([MS-OXRTFCP]). Null where it is no such text, or would be longer
 * than `mostBytes`. A text that is cut off gives what is there of it.
 */
export function decompressRtf(bytes: Uint8Array, mostBytes: number): Uint8Array | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [size, kind] = [view.readUInt32LE(4), view.readUInt32LE(8)];
  if (size > mostBytes || size > bytes.length * MOST_RATIO) return null;
  if (kind === PLAIN) return view.subarray(HEADER_BYTES, HEADER_BYTES + size);
  return kind === COMPRESSED ? inflate(view, size) : null;
}

function inflate(view: Buffer, size: number): Uint8Array {
  const window = Buffer.alloc(WINDOW, ' ');
  PRELOAD.copy(window);
  const text = Buffer.alloc(size);
  let [at, place, length] = [HEADER_BYTES, PRELOAD.length, 0];
  const put = (byte: number): void => {
    text[length] = byte;
    window[place] = byte;
    length += 1;
    place = (place + 1) % WINDOW;
  };
  while (at < view.length && length < size) {
    const control = view[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < view.length && length < size; bit += 1) {
      if (((control >> bit) & 1) === 0) {
        put(view[at] ?? 0);
        at += 1;
        continue;
      }
      // Twelve bits say where, four how much; a pointer to the place itself ends the text.
      const reference = ((view[at] ?? 0) << 8) | (view[at + 1] ?? 0);
      at += 2;
      const from = reference >> 4;
      if (from === place) return text.subarray(0, length);
      for (let step = 0; step < (reference & 15) + 2 && length < size; step += 1)
        put(window[(from + step) % WINDOW] ?? 0);
    }
  }
  return text.subarray(0, length);
}
