// The lock file as it goes into the package, so that whoever installs it can have the very versions that were tested and audited.
// npm leaves package-lock.json out of packages, and takes npm-shrinkwrap.json (https://docs.npmjs.com/cli/v11/configuring-npm/npm-shrinkwrap-json).
// usage: node scripts/write-shrinkwrap.mjs [--remove]
import { copyFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOCK_FILE = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const SHRINKWRAP_FILE = fileURLToPath(new URL('../npm-shrinkwrap.json', import.meta.url));

if (process.argv.includes('--remove')) rmSync(SHRINKWRAP_FILE, { force: true });
else copyFileSync(LOCK_FILE, SHRINKWRAP_FILE);
