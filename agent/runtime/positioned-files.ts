import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReadableFile, Workspace, WritableFile } from '../model/positioned-file.js';

/** Opens a file for reading by position. Raises Node's own error. */
export function openReadable(path: string): ReadableFile {
  const descriptor = openSync(path, 'r');
  const { size } = statSync(path);
  return {
    sizeBytes: size,
    read(position, length) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      let filled = 0;
      while (filled < bytes.length) {
        const count = readSync(descriptor, bytes, filled, bytes.length - filled, position + filled);
        if (count === 0) break;
        filled += count;
      }
      return bytes.subarray(0, filled);
    },
    close: () => closeSync(descriptor),
  };
}

/** What tells one state of a file from the next: a replaced file has another. Null when there is none. */
export function fileStamp(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeMs}`;
}

/**
 * Runs work with a folder for its files beside `path`, readable by this account only, and then puts the file that it
 * made under `name` in the place of `path`, whole or not at all. Whatever happens, the folder is gone afterwards.
 */
export async function replaceWhole<T>(
  path: string,
  name: string,
  work: (files: Workspace) => Promise<T>,
): Promise<T> {
  const folder = `${path}.building`;
  rmSync(folder, { force: true, recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(folder, { mode: 0o700 });
  try {
    const result = await work({
      create: (file) => createWritable(join(folder, file)),
      open: (file) => openReadable(join(folder, file)),
    });
    renameSync(join(folder, name), path);
    return result;
  } finally {
    rmSync(folder, { force: true, recursive: true });
  }
}

function createWritable(path: string): WritableFile {
  const descriptor = openSync(path, 'wx', 0o600);
  let end = 0;
  const write = (bytes: Uint8Array, position: number): void => {
    let written = 0;
    while (written < bytes.length)
      written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  };
  return {
    append(bytes) {
      write(bytes, end);
      end += bytes.length;
    },
    writeAt: (position, bytes) => write(bytes, position),
    close() {
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}
