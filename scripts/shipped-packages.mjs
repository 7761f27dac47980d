// What the lock file says is shipped: everything that is not for development alone.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOCK_FILE = fileURLToPath(new URL('../package-lock.json', import.meta.url));

/** Name, version and licence (`none` without one) of each package that is shipped, by name, then version. */
export function shippedPackages(lockFile = LOCK_FILE) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true && entry.link !== true)
    .map(([path, entry]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version,
      licence: entry.license ?? 'none',
    }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function compare(left, right) {
  return left < right ? -1 : Number(left > right);
}
