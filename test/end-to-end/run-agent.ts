import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface AgentRun {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The points that it passed, in order; empty when it was killed. */
  readonly points: readonly string[];
}

const SCRIPT = join(import.meta.dirname, 'agent-process.mjs');

/** Runs the built agent as a process of its own; `killAt` ends it at that point. */
export function runAgent(args: readonly string[], killAt: number | null = null): Promise<AgentRun> {
  const env = { ...process.env, ...(killAt === null ? {} : { MAILWARDEN_KILL_AT: String(killAt) }) };
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const texts = ['', '', ''];
  [child.stdout, child.stderr, child.stdio[3]].forEach((stream, index) => {
    stream?.on('data', (chunk: Buffer) => {
      texts[index] += chunk.toString('utf8');
    });
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const [stdout = '', stderr = '', points = ''] = texts;
      resolve({ code, stdout, stderr, points: points === '' ? [] : (JSON.parse(points) as string[]) });
    });
  });
}
