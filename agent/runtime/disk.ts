import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileExists } from './files.js';

/** The path itself where it is there, else the nearest folder above it that is. */
export function nearestExisting(path: string): string {
  let at = path;
  while (!fileExists(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

/** Whether this process may write a file, or make one in a folder. */
export function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Bytes that this process may still use on the file system of an existing path. Raises Node's own error. */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}
