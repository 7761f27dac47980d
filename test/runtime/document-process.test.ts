import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentText } from '../../agent/model/document-text.js';
import { type DocumentProcess, openDocumentProcess } from '../../agent/runtime/document-process.js';
import { makeWord, wordParagraph } from '../assess/documents/make-documents.js';

/** Does what the name of the document says; answers with what it was given. */
const SCRIPT = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
process.on('message', ({ bytes, name, contentType }) => {
  if (name === 'hang') for (;;);
  if (name === 'heap') for (const all = []; ; ) all.push(new Array(1000).fill(Math.random()));
  if (name === 'bytes') for (const all = []; ; ) all.push(Buffer.alloc(10_000_000, 1));
  if (name === 'exit') process.exit(3);
  if (name.startsWith('engine ')) {
    const engine = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    writeFileSync(name.slice(7), String(engine.pid));
    for (;;);
  }
  const reason = [process.pid, Buffer.from(bytes).toString(), contentType, Object.keys(process.env).join()].join(' ');
  process.send({ passages: [], reasons: [reason] });
});
process.once('disconnect', () => process.exit(0));
`;

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
const script = join(folder, 'answers.mjs');
writeFileSync(script, SCRIPT);

let open: DocumentProcess | null = null;

function start(options: { timeoutMs?: number; memoryMb?: number; processes?: number; script?: string } = {}) {
  open = openDocumentProcess({ script, processes: 1, timeoutMs: 20_000, memoryMb: 40, ...options });
  return (name: string): Promise<DocumentText> =>
    open?.read(Buffer.from('content'), name, 'text/x') ?? Promise.reject(new Error('it was not started'));
}

/** A process that has ended and that nobody has buried is a zombie. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

const processOf = ({ reasons }: DocumentText): string => reasons[0]?.split(' ')[0] ?? '';

afterEach(async () => {
  await open?.close();
  open = null;
});

describe('the process that reads documents', () => {
  it('is given the document and nothing of ours, and is kept', async () => {
    const read = start();
    const first = await read('');
    expect(first.reasons[0]).toMatch(/^\d+ content text\/x $/);
    expect(processOf(await read(''))).toBe(processOf(first));
    expect(processOf(first)).not.toBe(String(process.pid));
  });

  it.each([
    { name: 'hang', reason: 'reading it took too long' },
    { name: 'heap', reason: 'reading it took too much memory' },
    { name: 'bytes', reason: 'reading it took too much memory' },
    { name: 'exit', reason: 'reading it ended the process that reads documents' },
  ])('a document that makes it $name costs itself only', async ({ name, reason }) => {
    const read = start({ timeoutMs: name === 'hang' ? 1_500 : 20_000 });
    const before = await read('');
    const [hostile, next] = await Promise.all([read(name), read('')]);
    expect(hostile).toEqual({ passages: [], reasons: [reason] });
    expect(next.reasons[0]).toContain('content');
    expect(processOf(next)).not.toBe(processOf(before));
  });

  it('takes with it what it started for a document', async () => {
    const noted = join(folder, 'engine.pid');
    await start({ timeoutMs: 2_000 })(`engine ${noted}`);
    const pid = Number(readFileSync(noted, 'utf8'));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('answers all documents when there are more of them than processes', async () => {
    const read = start({ processes: 2 });
    const all = await Promise.all(Array.from({ length: 12 }, () => read('')));
    expect(new Set(all.map(processOf)).size).toBe(2);
  });

  it('a program that is not there is a reason', async () => {
    const { reasons } = await start({ script: join(folder, 'missing.mjs') })('');
    expect(reasons).toHaveLength(1);
  });

  it('closing answers what is under way and what waits', async () => {
    const read = start();
    const under = [read('hang'), read('')];
    await open?.close();
    for (const { reasons } of await Promise.all([...under, read('')]))
      expect(reasons).toEqual(['reading was ended']);
  });
});

const WORKER = resolve(import.meta.dirname, '../../dist/agent/assess/documents/document-worker.js');

describe.skipIf(!existsSync(WORKER))('the real reader', () => {
  it('reads a document in its process', async () => {
    open = openDocumentProcess({ script: WORKER, processes: 1, timeoutMs: 30_000, memoryMb: 256 });
    const { passages, reasons } = await open.read(makeWord(wordParagraph('Dear Jane')), '', null);
    expect(passages.map(({ text }) => text.trim()).filter((text) => text !== '')).toEqual(['Dear Jane']);
    expect(reasons).toEqual([]);
  });
});

process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
