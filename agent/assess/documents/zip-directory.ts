/** What the list at the end of a ZIP archive says of one entry. */
export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated; no other is read. */
  readonly method: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 10_000;

/**
 * The entries that the central directory lists, which alone says what is encrypted (APPNOTE.TXT 4.3.12). It only helps to
 * name what cannot be read: an archive may hold entries that its list hides. Null when the archive has no end.
 */
export function zipDirectory(bytes: Uint8Array): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) return null;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  while (
    at + ENTRY_BYTES <= bytes.length &&
    view.getUint32(at, true) === ENTRY_SIGNATURE &&
    entries.length < MOST_ENTRIES
  ) {
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength));
    const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
    entries.push({ name, isEncrypted, method: view.getUint16(at + 10, true) });
    at += ENTRY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1)
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  return -1;
}
