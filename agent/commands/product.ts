import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileExists, readText } from '../runtime/files.js';

/** The folder that holds package.json, rules/ and schemas/, from source and from dist alike. */
export function productDirectory(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!fileExists(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json was not found above the program');
    folder = parent;
  }
  return folder;
}

/** The version in package.json. */
export function productVersion(): string {
  const manifest: unknown = JSON.parse(readText(join(productDirectory(), 'package.json')));
  return (manifest as { version: string }).version;
}

/** The rules that come with the product. */
export function builtInRules(): string {
  return join(productDirectory(), 'rules');
}
