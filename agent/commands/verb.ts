import type { Command } from 'commander';
import type { CommandIo, ExitCode } from './io.js';

/** Adds one verb to the command line; `done` takes the exit code when it is not 0. */
export type AddVerb = (program: Command, io: CommandIo, done: (code: ExitCode) => void) => void;

/** Writes one JSON document to stdout. */
export function writeJson(io: CommandIo, value: unknown): void {
  io.out(`${JSON.stringify(value, null, io.isTerminal ? 2 : 0)}\n`);
}
