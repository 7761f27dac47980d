import { type ChildProcess, fork } from 'node:child_process';
import type { DocumentText } from '../model/document-text.js';
import { residentBytes } from './resident-bytes.js';

export interface DocumentChildOptions {
  /** The program that answers, with `answerRequests`. */
  readonly script: string;
  /** Handed to the program. */
  readonly args?: readonly string[];
  readonly timeoutMs: number;
  /** Of the JavaScript heap; the process as a whole, bytes of the file among it, may take three times as much. */
  readonly memoryMb: number;
}

/** What is sent to the process; the answer is a `DocumentText`. */
export interface DocumentRequest {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly contentType: string | null;
}

/** A process is replaced after so many documents: what one leaves behind must not count against the next. */
const DOCUMENTS_PER_PROCESS = 200;
const WATCH_MS = 250;
const TOO_LONG = 'reading it took too long';
const TOO_MUCH = 'reading it took too much memory';
const UNREACHABLE = 'the process that reads documents could not be reached';

/** One process that reads one document at a time. */
export class DocumentChild {
  /** Not to be used again. */
  isSpent = false;
  readonly #options: DocumentChildOptions;
  readonly #process: ChildProcess;
  #documents = 0;
  #end: (reason: string) => void = () => {};

  constructor(options: DocumentChildOptions) {
    this.#options = options;
    this.#process = fork(options.script, [...(options.args ?? [])], {
      execArgv: [`--max-old-space-size=${options.memoryMb}`, '--disallow-code-generation-from-strings'],
      // Nothing of the agent's: its environment holds secrets.
      env: {},
      // A group of its own: what it starts ends with it.
      detached: true,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // An idle process keeps nobody alive; while one reads, its timer does.
    this.#process.unref();
    this.#process.channel?.unref();
    this.#process.on('error', () => this.#end(UNREACHABLE));
    // V8 aborts a process whose heap is full; the system kills the one that takes most when memory is short.
    this.#process.on('exit', (_, signal) => {
      this.isSpent = true;
      this.#killGroup();
      const isFull = signal === 'SIGABRT' || signal === 'SIGKILL';
      this.#end(isFull ? TOO_MUCH : 'reading it ended the process that reads documents');
    });
  }

  /** Whatever becomes of the process, there is an answer. */
  read(request: DocumentRequest): Promise<DocumentText> {
    this.#documents += 1;
    return new Promise((resolve) => {
      const finish = (text: DocumentText): void => {
        clearTimeout(timer);
        clearInterval(watch);
        this.#end = () => {};
        this.#process.removeAllListeners('message');
        if (this.#documents >= DOCUMENTS_PER_PROCESS) this.#kill();
        resolve(text);
      };
      this.#end = (reason) => {
        this.#kill();
        finish({ passages: [], reasons: [reason] });
      };
      const timer = setTimeout(() => this.#end(TOO_LONG), this.#options.timeoutMs);
      const watch = setInterval(() => {
        if (residentBytes(this.#process.pid) > this.#options.memoryMb * 3_000_000) this.#end(TOO_MUCH);
      }, WATCH_MS);
      this.#process.once('message', (text) => finish(text as DocumentText));
      this.#process.send(request, (error) => {
        if (error !== null) this.#end(UNREACHABLE);
      });
    });
  }

  /** Ends the process; a document under way is answered as unread. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    const isGone = exitCode !== null || signalCode !== null || this.#process.pid === undefined;
    const gone = isGone ? null : new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.ref();
    this.#end('reading was ended');
    this.#kill();
    await gone;
  }

  #kill(): void {
    this.isSpent = true;
    this.#process.kill('SIGKILL');
    this.#killGroup();
  }

  /** An engine that reads a picture for it would go on otherwise. */
  #killGroup(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left in it.
    }
  }
}
