// Runs one command line of the built agent, with a boundary that ends the process, as `kill -9` would, before or after
// the crossing that MAILWARDEN_KILL_AT names (0 is before the first, 1 after it, and so on). Tells the number of points
// on file descriptor 3.
import { writeSync } from 'node:fs';
import { runCommand } from '../../dist/agent/commands/run-command.js';

const killAt = Number(process.env.MAILWARDEN_KILL_AT ?? Number.NaN);
const names = [];
let points = 0;

function pass(name) {
  if (points === killAt) process.kill(process.pid, 'SIGKILL');
  names.push(name);
  points += 1;
}

const boundary = {
  async cross(name, act) {
    pass(`before ${name}`);
    try {
      return await act();
    } finally {
      pass(`after ${name}`);
    }
  },
};

const code = await runCommand(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: false,
  hasColour: false,
  boundary,
  onStop: () => () => {},
  onReload: () => () => {},
});
writeSync(3, JSON.stringify(names));
process.exitCode = code;
