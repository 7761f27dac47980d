import { pino } from 'pino';
import type { Log } from '../model/ports.js';

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Values that must never be printed, such as resolved secrets. */
  readonly secrets: readonly string[];
}

const TOKEN_SHAPE = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;

/** Structured JSON lines on stderr; stdout belongs to command output. Secrets and bearer tokens are cut out of every line. */
export function createLog(options: LogOptions): Log {
  const secrets = options.secrets.filter((secret) => secret.length >= 4);
  const destination = {
    write(line: string): void {
      process.stderr.write(redact(line, secrets));
    },
  };
  const logger = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

/** Replaces secrets and anything that looks like a signed token. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text.replace(TOKEN_SHAPE, '[token]');
  for (const secret of secrets) {
    clean = clean.replaceAll(secret, '[secret]').replaceAll(JSON.stringify(secret).slice(1, -1), '[secret]');
  }
  return clean;
}

/** A log that says nothing. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
