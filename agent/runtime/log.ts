import { pino } from 'pino';
import type { Log } from '../model/ports.js';
import { createRedaction, type RedactionTerms } from './log-redaction.js';

export interface LogOptions extends RedactionTerms {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where lines go: standard error by itself, since standard output belongs to what a command gives. */
  readonly write?: (line: string) => void;
}

/** Structured JSON lines. What must not be printed is cut out of every text in them, names of fields too. */
export function createLog(options: LogOptions): Log {
  const { level, write = (line: string) => void process.stderr.write(line) } = options;
  const clean = createRedaction(options);
  const destination = { write: (line: string): void => write(`${JSON.stringify(cleaned(line, clean))}\n`) };
  const logger = pino(
    // An error among the fields is one whatever its name there, and no empty object.
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: withErrors } },
    destination,
  );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

/** Replaces secrets and anything that looks like a token. */
export function redact(text: string, secrets: readonly string[]): string {
  return createRedaction({ secrets })(text);
}

function withErrors(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? String(value) : value]),
  );
}

/** Text by text: cutting in the line itself could break its JSON, or miss a value that JSON writes in another way. */
function cleaned(line: string, clean: (text: string) => string): unknown {
  return JSON.parse(line, (_name, value: unknown) => {
    if (typeof value === 'string') return clean(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [clean(name), inner]));
  });
}

/** A log that says nothing. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
