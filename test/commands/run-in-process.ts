import { Readable } from 'node:stream';
import { runCommand } from '../../agent/commands/run-command.js';
import { openBoundary } from '../../agent/runtime/boundary.js';

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process, as without a terminal. */
export async function runInProcess(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<CommandRun> {
  const texts = { out: '', err: '' };
  const code = await runCommand(args, {
    env: { ...process.env, ...env },
    stdin: Readable.from([]),
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
    isTerminal: false,
    hasColour: false,
    boundary: openBoundary,
    onStop: () => () => {},
    onReload: () => () => {},
  });
  return { code, stdout: texts.out, stderr: texts.err };
}
