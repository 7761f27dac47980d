import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROGRAMME = resolve(import.meta.dirname, '../../../dist/simulator/main.js');
const isBuilt = existsSync(PROGRAMME);
const SMALL = ['--mailboxes', '20', '--days', '2', '--scenario', 'quiet', '--speed', '1000'];

function start(...more: readonly string[]): ChildProcess {
  return spawn(process.execPath, [PROGRAMME, ...more], { stdio: ['pipe', 'pipe', 'pipe'] });
}

async function readyLine(child: ChildProcess): Promise<Record<string, unknown>> {
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    return JSON.parse(line) as Record<string, unknown>;
  }
  throw new Error('it ended without a line');
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, 'exit');
  return code;
}

describe.skipIf(!isBuilt)(`the programme${isBuilt ? '' : ' (skipped: not built)'}`, () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'simulator-main-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('says in one line when it is ready, and stops on SIGTERM', async () => {
    const child = start(...SMALL, '--dir', dir);
    const ready = await readyLine(child);
    expect(ready).toMatchObject({ ready: true, configFile: join(dir, 'config.json') });
    expect(Object.keys(ready.origins as object)).toEqual(['authority', 'graph', 'management', 'soc']);
    const ended = exitCode(child);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('stops with its parent when told so', async () => {
    const child = start(...SMALL, '--dir', dir, '--exit-with-parent');
    await readyLine(child);
    const ended = exitCode(child);
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it.each([
    { name: 'a scenario that is none', wrong: ['--scenario', 'no-such-story'] },
    { name: 'a number that is none', wrong: ['--speed', 'fast'] },
  ])('$name ends it with a message and 2', async ({ wrong }) => {
    const child = start('--dir', dir, ...wrong);
    const chunks: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    expect(await exitCode(child)).toBe(2);
    expect(Buffer.concat(chunks).toString()).toContain(String(wrong[1]));
  });
});
