/** A text on its way through encoding modifiers. `isBytes`: each character stands for one byte. */
export interface EncodedText {
  readonly text: string;
  readonly isBytes: boolean;
}

export type Encoding = 'base64' | 'base64offset' | 'utf16le' | 'wide' | 'utf16be' | 'utf16' | 'windash';

const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015'];
/** A flag as command lines write it: a dash before a word, not inside one. */
const FLAG = /(?<!\w)[-/\u2013\u2014\u2015](?=\w)/g;
const MAX_FLAGS = 4;

/** Encodes a text; several results are alternatives. Null when a value has too many flags to vary. */
export function encode(encoding: Encoding, value: EncodedText): readonly EncodedText[] | null {
  switch (encoding) {
    case 'windash': {
      const variants = dashVariants(value.text);
      return variants === null ? null : variants.map((text) => ({ text, isBytes: value.isBytes }));
    }
    case 'base64':
      return [{ text: bytesOf(value).toString('base64'), isBytes: false }];
    case 'base64offset':
      return [0, 1, 2].map((offset) => ({ text: base64At(bytesOf(value), offset), isBytes: false }));
    case 'utf16':
      return [{ text: `\u00ff\u00fe${utf16(value, 'little')}`, isBytes: true }];
    case 'utf16be':
      return [{ text: utf16(value, 'big'), isBytes: true }];
    case 'wide':
    case 'utf16le':
      return [{ text: utf16(value, 'little'), isBytes: true }];
  }
}

/**
 * The characters that the text has in common with any base64 text in which it begins `offset` bytes after a
 * group of three; those that also depend on its neighbours are cut off at both ends.
 */
function base64At(bytes: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset, 0x20), bytes]).toString('base64');
  const start = [0, 2, 3][offset] ?? 0;
  const end = [0, 3, 2][(bytes.length + offset) % 3] ?? 0;
  return encoded.slice(start, encoded.length - end);
}

function utf16(value: EncodedText, order: 'little' | 'big'): string {
  const bytes = Buffer.from(value.text, 'utf16le');
  return (order === 'little' ? bytes : bytes.swap16()).toString('latin1');
}

function bytesOf(value: EncodedText): Buffer {
  return Buffer.from(value.text, value.isBytes ? 'latin1' : 'utf8');
}

function dashVariants(text: string): readonly string[] | null {
  const flags = [...text.matchAll(FLAG)].map((match) => match.index);
  if (flags.length > MAX_FLAGS) return null;
  let variants = [text];
  for (const at of flags) {
    variants = variants.flatMap((one) => DASHES.map((dash) => one.slice(0, at) + dash + one.slice(at + 1)));
  }
  return variants;
}
