#!/usr/bin/env node
import type { CommandIo } from './commands/io.js';
import { runCommand } from './commands/run-command.js';
import { openBoundary } from './runtime/boundary.js';

const io: CommandIo = {
  env: process.env,
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  hasColour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
  boundary: openBoundary,
  onStop(listener) {
    let times = 0;
    const stop = (): void => listener(++times);
    process.on('SIGTERM', stop).on('SIGINT', stop);
    return () => void process.off('SIGTERM', stop).off('SIGINT', stop);
  },
  onReload(listener) {
    process.on('SIGHUP', listener);
    return () => void process.off('SIGHUP', listener);
  },
};

// A reader that goes away (`mailwarden … | head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), io);
