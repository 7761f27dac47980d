import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../../dist/agent/main.js');

/** A daemon that is watched, killed and started again. */
export class WatchedDaemon {
  readonly #config: string;
  #child: ChildProcess;
  #startedMs = 0;
  #isKilled = false;
  #ended: Promise<number | null> = Promise.resolve(null);
  /** The last lines of the log of the present process, for a failure's message. */
  tail: readonly string[] = [];
  /** How often each message was logged, over all processes. */
  readonly said = new Map<string, number>();

  constructor(config: string) {
    this.#config = config;
    this.#child = this.#start();
  }

  /** Megabytes that the process holds, by the kernel, and for how long it runs; null when it does not run any more. */
  memory(): { readonly megabytes: number; readonly ageMs: number } | null {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
      if (kilobytes === undefined) return null;
      return { megabytes: Number(kilobytes) / 1024, ageMs: Date.now() - this.#startedMs };
    } catch {
      return null;
    }
  }

  reload(): void {
    this.#child.kill('SIGHUP');
  }

  /** As a crash does, and up again. */
  async crash(): Promise<void> {
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
    await this.#ended;
    this.#child = this.#start();
  }

  /** Drains it and gives its exit code. */
  stop(): Promise<number | null> {
    this.#isKilled = true;
    this.#child.kill('SIGTERM');
    return this.#ended;
  }

  /** Raises an error when it ended by itself. */
  expectAlive(): void {
    if (!this.#isKilled && this.#child.exitCode !== null) {
      throw new Error(`the daemon ended with ${this.#child.exitCode}:\n${this.tail.join('\n')}`);
    }
  }

  #start(): ChildProcess {
    this.#startedMs = Date.now();
    this.#isKilled = false;
    const child = spawn(process.execPath, [MAIN, 'run', '--config', this.#config], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let rest = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      const lines = `${rest}${chunk.toString('utf8')}`.split('\n');
      rest = lines.pop() ?? '';
      this.#hear(lines);
    });
    this.#ended = new Promise((resolve) => child.once('close', resolve));
    return child;
  }

  #hear(lines: readonly string[]): void {
    this.tail = [...this.tail, ...lines].slice(-20);
    for (const line of lines) {
      const message = /"msg":"([^"]*)"/.exec(line)?.[1] ?? line;
      this.said.set(message, (this.said.get(message) ?? 0) + 1);
    }
  }
}
