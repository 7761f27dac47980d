import type { Node } from 'yaml';
import type { TuningReader } from './tuning-reader.js';

/** A user principal name, in lower case; null, and an issue, for anything else. */
export function readAccount(node: Node | undefined, name: string, reader: TuningReader): string | null {
  const expected = 'a user principal name such as alex@contoso.com';
  const isName = (text: string): boolean => /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(text);
  return reader.text(node, name, expected, isName)?.toLowerCase() ?? null;
}
