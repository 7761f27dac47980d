import { createHash } from 'node:crypto';

/** SHA-256 of a text or bytes, lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * An id that follows from content alone, so that a replay or a restart finds the same one.
 * The parts are length-prefixed: ('ab','c') and ('a','bc') differ. Shape: `<prefix>-<24 hex>`.
 */
export function deriveId(prefix: string, ...parts: readonly string[]): string {
  const text = parts.map((part) => `${part.length}:${part}`).join('|');
  return `${prefix}-${sha256(text).slice(0, 24)}`;
}
