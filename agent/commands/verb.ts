import { type Command, InvalidArgumentError } from 'commander';
import type { Incident } from '../model/incident.js';
import type { CommandIo, ExitCode } from './io.js';

/** Adds one verb to the command line; `done` takes the exit code when it is not 0. */
export type AddVerb = (program: Command, io: CommandIo, done: (code: ExitCode) => void) => void;

/** Writes one JSON document to stdout. */
export function writeJson(io: CommandIo, value: unknown): void {
  io.out(`${JSON.stringify(value, null, io.hasColour ? 2 : 0)}\n`);
}

/** Writes JSON values to stdout, one a line. */
export function writeNdjson(io: CommandIo, values: Iterable<unknown>): void {
  for (const value of values) io.out(`${JSON.stringify(value)}\n`);
}

/** `1 mailbox`, `3 mailboxes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Whose incident it is, in a line: the account, or how many mailboxes one actor was in. */
export function subjectText({ mailbox, actor }: Incident): string {
  if (actor === undefined) return mailbox.upn ?? mailbox.id ?? 'unknown';
  return `one actor in ${counted(actor.members.length, 'mailbox', 'mailboxes')}`;
}

/** Thousandths of a nat as people read them: `7.4`. */
export function inNats(points: number): string {
  return (points / 1000).toFixed(1);
}

/** Reads a whole number of at least `least` from the command line. Raises `InvalidArgumentError`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`expected a whole number of at least ${least}`);
    return number;
  };
}
