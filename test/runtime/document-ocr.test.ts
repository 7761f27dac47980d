import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../agent/assess/documents/document.js';
import { readHere } from '../../agent/assess/documents/document-readers.js';
import { findProgram, languagesOf, openOcr } from '../../agent/runtime/document-ocr.js';
import { pngHead, scannedPdf } from '../assess/documents/make-scan.js';

const folder = mkdtempSync(join(tmpdir(), 'ocr-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An engine that does this. */
function engine(name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!${process.execPath}\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Says what it was started with, and what came in. */
const TELLS = `
let given = '';
process.stdin.on('data', (chunk) => (given += chunk));
process.stdin.on('end', () =>
  console.log(JSON.stringify({ given, argv: process.argv.slice(2), env: process.env, cwd: process.cwd(), pid: process.pid })),
);`;

const settings = (command: string, change = {}) => ({
  command,
  languages: ['eng', 'deu'],
  timeoutMs: 20_000,
  memoryMb: 2_000,
  ...change,
});
const PICTURE = Buffer.from('a picture');

describe('the OCR engine', () => {
  it('is given the picture on standard input, and neither names nor our environment', async () => {
    const read = await openOcr(settings(engine('tells', TELLS)))().read(PICTURE);
    const told = JSON.parse('words' in read ? read.words : '{}');
    expect(told).toMatchObject({
      given: 'a picture',
      argv: ['stdin', 'stdout', '-l', 'eng+deu', '--psm', '1', 'tsv'],
      cwd: '/',
    });
    expect(Object.keys(told.env)).toEqual(['OMP_THREAD_LIMIT']);
  });

  it('is not asked again about a picture that was read, in whatever document', async () => {
    const begin = openOcr(settings(engine('tells', TELLS)));
    const first = await begin().read(PICTURE);
    expect(await begin().read(PICTURE)).toEqual(first);
    expect(await begin().read(Buffer.from('another'))).not.toEqual(first);
  });

  it.each([
    {
      name: 'hangs',
      body: 'setInterval(() => {}, 1000);',
      change: { timeoutMs: 300 },
      reason: 'took too long',
    },
    { name: 'crashes', body: 'process.kill(process.pid, "SIGSEGV");', reason: 'could not read it' },
    { name: 'refuses', body: 'process.exit(1);', reason: 'could not read it' },
    {
      name: 'writes without end',
      body: 'const more = () => process.stdout.write("x".repeat(65536), more); more();',
      reason: 'wrote too much',
    },
    {
      name: 'takes memory without end',
      body: 'const all = []; setInterval(() => all.push(Buffer.alloc(20_000_000, 1)), 1);',
      change: { memoryMb: 200 },
      reason: 'took too much memory',
    },
  ])('that $name costs one picture', async ({ name, body, change = {}, reason }) => {
    const read = await openOcr(settings(engine(name.replaceAll(' ', '-'), body), change))().read(PICTURE);
    expect(read).toEqual({ reason: `the OCR engine ${reason}` });
  });

  it('that is not there is a reason', async () => {
    const read = await openOcr(settings(join(folder, 'none')))().read(PICTURE);
    expect(read).toEqual({ reason: 'the OCR engine could not be started' });
  });

  it('that writes garbage is no text, and no silence', async () => {
    const path = engine('garbage', 'process.stdout.write(Buffer.from([0, 255, 9, 9, 10, 53, 9, 200]));');
    const reader = readHere(DEFAULT_LIMITS, openOcr(settings(path)));
    const png = pngHead(100, 100);
    const { passages, reasons } = await reader.read(png, '', null);
    expect(passages).toEqual([]);
    expect(reasons).toEqual(['an image cannot be read: the OCR engine gave no answer that is understood']);
  });

  it('has so much time for all pictures of a document', async () => {
    const slow = engine('slow', 'setTimeout(() => {}, 250);');
    const begin = openOcr(settings(slow, { timeoutMs: 200 }));
    const document = begin();
    await document.read(PICTURE);
    expect(await document.read(Buffer.from('the next'))).toEqual({
      reason: 'there was no time left for the pictures of this document',
    });
    expect(await begin().read(PICTURE)).toEqual({ reason: 'the OCR engine took too long' });
  });

  it('is found in the search path, or where it is said to be', () => {
    const path = engine('found', '');
    expect(findProgram('found', `/nowhere:${folder}`)).toBe(path);
    expect(findProgram(path, undefined)).toBe(path);
    expect(findProgram('found', '/nowhere')).toBeNull();
  });

  it('says which languages it has', async () => {
    const path = engine('languages', 'console.log("List of available languages (2):\\neng\\nchi_sim");');
    expect(await languagesOf({ command: path })).toEqual(['eng', 'chi_sim']);
    expect(await languagesOf({ command: join(folder, 'none') })).toBeNull();
  });
});

const TESSERACT = findProgram('tesseract', process.env.PATH);
const missing = TESSERACT === null ? ' (skipped: tesseract is not installed)' : '';

describe.skipIf(TESSERACT === null)(`Tesseract itself${missing}`, () => {
  const reader = readHere(DEFAULT_LIMITS, openOcr(settings(TESSERACT ?? '', { languages: ['eng'] })));
  const form = readFileSync(resolve('test/fixtures/pictures/form.tif'));

  it.each([
    {
      name: 'a fax of two pages',
      bytes: form,
      wanted: /Account number: 497982806[\s\S]*SSN: 536-22-8726[\s\S]*555-0182/,
    },
    {
      name: 'a scanned PDF',
      bytes: scannedPdf(form),
      wanted: /Account number: 497982806[\s\S]*SSN: 536-22-8726/,
    },
  ])(
    'reads $name',
    async ({ bytes, wanted }) => {
      const { passages, reasons } = await reader.read(bytes, '', null);
      expect(reasons).toEqual([]);
      expect(passages.map(({ text }) => text).join('\n')).toMatch(wanted);
      expect(passages.every(({ isRecognised }) => isRecognised === true)).toBe(true);
    },
    60_000,
  );

  it('is never handed what it would take for a list of files', async () => {
    const list = Buffer.from(`${resolve('test/fixtures/pictures/form.tif')}\n`.repeat(20));
    const { passages } = await reader.read(list, 'scan.png', 'image/png');
    expect(passages.every(({ isRecognised }) => isRecognised === undefined)).toBe(true);
  });
});
