import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program of ours that runs beside this one and ends with it. */
export interface Child {
  /** The first line that it printed: it is ready then. */
  readonly firstLine: string;
  stop(): Promise<void>;
}

/**
 * Starts a Node program and waits for its first line. Its standard input stays open as long as this process lives, so
 * that it can end itself when we are gone. Raises an Error with what it wrote to standard error when it ends before.
 */
export async function startChild(script: string, args: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const firstLine = await firstLineOf(child);
  return { firstLine, stop: () => stop(child) };
}

function firstLineOf(child: ChildProcess & { stdout: NodeJS.ReadableStream | null }): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-4_000);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended with code ${code}: ${complaint.trim()}`)));
    if (child.stdout === null) return;
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => {
      child.removeAllListeners('exit');
      resolve(line);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await ended;
  clearTimeout(forced);
}
