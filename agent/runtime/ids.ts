import { randomBytes, randomUUID } from 'node:crypto';

/** Random identifiers for what has no content to derive one from: lease holders, request ids. */
export function randomId(): string {
  return randomUUID();
}

/** Uniform in [0, 1): jitter only. */
export function randomFraction(): number {
  return randomBytes(4).readUInt32BE() / 0x1_0000_0000;
}

/** 32 random bytes. */
export function randomKey(): Uint8Array {
  return randomBytes(32);
}
