import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './measure.js';

const { values } = parseArgs({ options: { customers: { type: 'string', default: '1000000' } } });
const folder = mkdtempSync(join(tmpdir(), 'mailwarden-customers-'));
try {
  const figures = await measure(folder, Number(values.customers));
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value } of figures) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
