import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkOcr } from '../../../agent/commands/doctor/ocr-checks.js';
import { resolveOcr } from '../../../agent/config/ocr.js';

const folder = mkdtempSync(join(tmpdir(), 'mailwarden-ocr-'));
afterAll(() => rmSync(folder, { recursive: true }));

function engine(name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!${process.execPath}\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const LANGUAGES = 'console.log("List of available languages (2):\\neng\\nosd");';

describe('doctor on pictures', () => {
  it.each([
    {
      name: 'switched off',
      ocr: { enabled: false },
      status: 'unknown',
      says: 'exposure.ocr.enabled is false',
    },
    { name: 'not installed', ocr: { command: 'no-such-engine' }, status: 'unknown', says: 'no OCR engine' },
    { name: 'installed', ocr: { command: engine('good', LANGUAGES) }, status: 'ok', says: 'reads eng' },
    {
      name: 'without the data of a language',
      ocr: { command: engine('poor', LANGUAGES), languages: ['eng', 'deu'] },
      status: 'fail',
      says: 'no data for: deu',
    },
    {
      name: 'no OCR engine at all',
      ocr: { command: engine('other', 'process.exit(64);') },
      status: 'fail',
      says: 'does not say which languages',
    },
  ])('the engine is $name', async ({ ocr, status, says }) => {
    const check = await checkOcr({ exposure: { ocr: resolveOcr(ocr) } }, { PATH: folder });
    expect(check).toMatchObject({ name: 'pictures', status, detail: expect.stringContaining(says) });
    expect(check.remedy === null).toBe(status === 'ok' || says.includes('enabled'));
  });
});
