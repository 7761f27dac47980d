import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The bytes of a file that a person named. Raises Node's own error. */
export function readBytes(path: string): Uint8Array {
  return readFileSync(path);
}

/** A UTF-8 text file. Raises Node's own error. */
export function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

/** Another text whenever a file was written or replaced; empty where there is none. */
export function changeMark(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino}:${found.size}:${found.mtimeMs}`;
}

export function fileExists(path: string): boolean {
  return existsSync(path);
}

/** Writes whole or not at all: a reader never sees half a file. Makes the folder. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  writeFileSync(partial, content);
  renameSync(partial, path);
}

export function makeDirectory(path: string): void {
  mkdirSync(path, { recursive: true });
}

/** Paths of all files below a folder, sorted, with `/`; a path to a file gives itself. */
export function listFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(path, relative(path, join(entry.parentPath, entry.name))))
    .sort();
}

/** What a program prints, without the last line break. Null when it fails or takes longer than ten seconds. */
export function outputOf(command: readonly string[]): string | null {
  const [program, ...rest] = command;
  if (program === undefined) return null;
  const result = spawnSync(program, rest, {
    encoding: 'utf8',
    timeout: 10_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return result.status === 0 ? result.stdout.replace(/\r?\n$/, '') : null;
}

/** Removes a file, or a folder with all that is in it; one that is not there is fine. */
export function removeTree(path: string): void {
  rmSync(path, { force: true, recursive: true });
}
