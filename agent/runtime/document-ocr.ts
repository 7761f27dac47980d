import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { PictureReader, PictureText } from '../model/document-text.js';
import { residentBytes } from './resident-bytes.js';

/** An engine with the command line of Tesseract, and what it may take. */
export interface OcrSettings {
  /** Absolute path. */
  readonly command: string;
  /** By its own names: `eng`, `deu`. */
  readonly languages: readonly string[];
  /** For all pictures of one document together. */
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

const TELL_MS = 10_000;
const WATCH_MS = 100;
/** A page full of small print is some 300 KB. */
const MOST_OUTPUT_BYTES = 5_000_000;
/** The same logo stands under every mail. */
const REMEMBERED = 200;

const engines = new Set<ChildProcess>();
process.once('exit', () => {
  for (const engine of engines) engine.kill('SIGKILL');
});

/** The path of a program that may be run: `command` as it is, or as found in `searchPath`; null where there is none. */
export function findProgram(command: string, searchPath: string | undefined): string | null {
  const places = isAbsolute(command)
    ? [command]
    : (searchPath ?? '').split(delimiter).flatMap((folder) => (folder === '' ? [] : join(folder, command)));
  return places.find(isRunnable) ?? null;
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads pictures by the engine, one at a time, each in a process of its own that gets the picture on standard input, no file name, no
 * shell and nothing of our environment. Each call begins the time of one document anew. A picture that was read before is not read again.
 */
export function openOcr(settings: OcrSettings): () => PictureReader {
  const known = new Map<string, PictureText>();
  return () => {
    let leftMs = settings.timeoutMs;
    return {
      async read(picture) {
        const key = createHash('sha256').update(picture).digest('base64');
        const before = known.get(key);
        if (before !== undefined) return before;
        if (leftMs <= 0) return { reason: 'there was no time left for the pictures of this document' };
        const began = performance.now();
        const text = await recognise(picture, settings, leftMs);
        leftMs -= performance.now() - began;
        if ('words' in text) remember(known, key, text);
        return text;
      },
    };
  };
}

/** The languages that an engine has data for; null where it does not tell. */
export function languagesOf({ command }: Pick<OcrSettings, 'command'>): Promise<readonly string[] | null> {
  const options = { env: {}, cwd: '/', timeout: TELL_MS, maxBuffer: 100_000 };
  return new Promise((resolve) => {
    // A line for people, then a name on each line; older ones write it to standard error.
    execFile(command, ['--list-langs'], options, (error, stdout, stderr) => {
      const names = `${stdout}\n${stderr}`.split(/\r?\n/).filter((line) => /^[A-Za-z][\w/]*$/.test(line));
      resolve(error === null && names.length > 0 ? names : null);
    });
  });
}

function remember(known: Map<string, PictureText>, key: string, text: PictureText): void {
  const [oldest] = known.keys();
  if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
  known.set(key, text);
}

function recognise(
  picture: Uint8Array,
  { command, languages, memoryMb }: OcrSettings,
  timeoutMs: number,
): Promise<PictureText> {
  // `--psm 1`: find out how the page lies, then its columns. `tsv`: words with place and confidence.
  const args = ['stdin', 'stdout', '-l', languages.join('+'), '--psm', '1', 'tsv'];
  const engine = spawn(command, args, {
    // One picture is no reason to take every core.
    env: { OMP_THREAD_LIMIT: '1' },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  engines.add(engine);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (text: PictureText): void => {
      clearTimeout(timer);
      clearInterval(watch);
      engines.delete(engine);
      engine.kill('SIGKILL');
      resolve(text);
    };
    const timer = setTimeout(() => end({ reason: 'the OCR engine took too long' }), timeoutMs);
    const watch = setInterval(() => {
      if (residentBytes(engine.pid) > memoryMb * 1_000_000)
        end({ reason: 'the OCR engine took too much memory' });
    }, WATCH_MS);
    engine.once('error', () => end({ reason: 'the OCR engine could not be started' }));
    engine.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MOST_OUTPUT_BYTES) end({ reason: 'the OCR engine wrote too much' });
      else chunks.push(chunk);
    });
    engine.once('close', (code) =>
      end(
        code === 0
          ? { words: Buffer.concat(chunks).toString('utf8') }
          : { reason: 'the OCR engine could not read it' },
      ),
    );
    // An engine that gives up early closes its end: how it ended says more.
    engine.stdin.on('error', () => {});
    engine.stdin.end(picture);
  });
}
