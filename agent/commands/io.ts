import type { Boundary } from '../model/ports.js';

/** What a command has of the process. */
export interface CommandIo {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadableStream;
  out(text: string): void;
  err(text: string): void;
  /** Progress and colour are for a person at a terminal only. */
  readonly isTerminal: boolean;
  readonly hasColour: boolean;
  /** Every commit and outside call passes it. */
  readonly boundary: Boundary;
  /** Calls back with the number of times that a stop was asked for: the first drains, the second forces. */
  onStop(listener: (times: number) => void): () => void;
  onReload(listener: () => void): () => void;
}

/** 0 done, 1 ran but something failed or fell short, 2 refused. */
export type ExitCode = 0 | 1 | 2;
