/** What the names of streams in a compound file ([MS-CFB]) tell of the program that wrote it; the first one counts. */
const STREAMS: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', 'a password-protected Office document'],
  ['__properties_version1.0', 'an Outlook message'],
  ['WordDocument', 'an old Word document (doc)'],
  ['PowerPoint Document', 'an old presentation (ppt)'],
  ['Workbook', 'an old workbook (xls)'],
  ['Book', 'an old workbook (xls)'],
  ['\u0001Ole10Native', 'an embedded object'],
];

/** What people call a compound file. Names of streams are UTF-16 in its directory. */
export function compoundKindOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = STREAMS.find(([name]) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le')));
  return found?.[1] ?? 'an old Office file';
}

export const OUTLOOK_MESSAGE = 'an Outlook message';
