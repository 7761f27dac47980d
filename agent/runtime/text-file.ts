import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A text file that grows line by line. Raises Node's own error. */
export interface TextFile {
  append(text: string): void;
  close(): void;
}

const BUFFERED = 64 * 1024;

/** Begins a text file anew with a first text, readable by this account only. */
export function createTextFile(path: string, first: string): TextFile {
  mkdirSync(dirname(path), { recursive: true });
  const descriptor = openSync(path, 'w', 0o600);
  let waiting = first;
  const flush = (): void => {
    writeSync(descriptor, waiting);
    waiting = '';
  };
  return {
    append(text) {
      waiting += text;
      if (waiting.length > BUFFERED) flush();
    },
    close() {
      flush();
      closeSync(descriptor);
    },
  };
}
