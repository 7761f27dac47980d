import { Buffer } from 'node:buffer';
import type { Random } from './random.js';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * A token's id is its sign-in's request id in another coat: base64url, no padding, of the GUID's bytes in
 * .NET order (first three groups little-endian).
 */
export function tokenIdOf(requestId: string): string {
  const [a = '', b = '', c = '', ...rest] = requestId.split('-');
  const little = [a, b, c].map((group) => group.match(/../g)?.reverse().join('') ?? '').join('');
  return Buffer.from(little + rest.join(''), 'hex').toString('base64url');
}

/** An opaque id of a mailbox folder; the audit log and the mailbox API name it alike. */
export function folderId(random: Random): string {
  return `LgAAAA${random.text(`${BASE64}+/`, 55)}AQ${random.text(BASE64, 28)}AAAB`;
}

/** An opaque id of a message for reading. */
export function itemId(random: Random): string {
  return `AAMkAG${random.text(`${BASE64}-_`, 110)}AAA=`;
}

/** RFC 5322 Message-IDs as different systems write them. */
export function internetMessageId(random: Random, domain: string): string {
  const form = random.next();
  if (form < 0.5) {
    const server = `${random.text('BCDMPS', 2)}${random.pick(['0', '1'])}PR${random.int(10, 22)}MB${random.digits(4)}`;
    return `<${server}${random.hex(26).toUpperCase()}@${server}.namprd${random.int(10, 22)}.prod.outlook.com>`;
  }
  if (form < 0.75)
    return `<CA${random.text(`${BASE64}_-`, 30)}+${random.text(BASE64, 8)}=${random.text(BASE64, 10)}@mail.${domain}>`;
  if (form < 0.88)
    return `<${random.digits(10)}.${random.digits(5)}.${random.text('0123456789', 13)}@${domain}>`;
  return `<${random.text(`${BASE64}+/`, 24)}/${random.text(BASE64, 6)}==@bounce.${domain}>`;
}
