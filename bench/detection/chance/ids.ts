import { Buffer } from 'node:buffer';

/** The token's id: the request's id in base64url, little-endian as .NET writes it (seen in published exports). */
export function tokenIdOf(guid: string): string {
  const hex = guid.replaceAll('-', '');
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Buffer.from(order.map((at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))).toString(
    'base64url',
  );
}

/** A folder's id as Exchange writes it; equal for equal mailbox and folder. */
export function folderIdOf(mailboxGuid: string, folder: string): string {
  return `LgAAAAB${Buffer.from(`${mailboxGuid.slice(0, 18)}${folder}`)
    .toString('base64')
    .replaceAll('=', 'A')}AAAB`;
}
