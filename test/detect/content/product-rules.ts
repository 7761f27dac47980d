import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ContentFile } from '../../../agent/detect/content/content-file.js';

const RULES = resolve(import.meta.dirname, '../../../rules');

/** The YAML files below a folder of the product's rules. */
export function productFiles(folder = ''): readonly ContentFile[] {
  return readdirSync(join(RULES, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ file: relative(RULES, path), text: readFileSync(path, 'utf8') }));
}
