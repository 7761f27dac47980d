import { dirname, resolve } from 'node:path';
import { parsePositionedJson } from './config/positions.js';
import { resolveConfig } from './config/resolve.js';
import type { Config } from './config/resolved.js';
import type { ConfigFile } from './config/schema.js';
import { schemaIssues } from './config/validate.js';
import { InputError } from './model/errors.js';
import { readText } from './runtime/files.js';

export type { Config, IdentitySettings, SourceSettings } from './config/resolved.js';

/**
 * Reads the configuration file, with every secret and file that it names. Nothing else is touched: no
 * network, no database. Raises `InputError` with every mistake at once.
 */
export function loadConfig(file: string, env: NodeJS.ProcessEnv): Config {
  const path = resolve(file);
  const json = parsePositionedJson(file, readConfigText(file, path));
  if ('message' in json) throw new InputError([json]);
  const wrong = schemaIssues(json);
  if (wrong.length > 0) throw new InputError(wrong);
  const issues: Parameters<typeof resolveConfig>[2] = [];
  const config = resolveConfig(json.value as ConfigFile, { directory: dirname(path), env, json }, issues);
  if (issues.length > 0) throw new InputError(issues);
  return config;
}

function readConfigText(file: string, path: string): string {
  try {
    return readText(path);
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? 'unreadable';
    const message = `cannot be read (${code}); name a configuration file with --config, config.example.json shows one`;
    throw new InputError([{ file, line: null, column: null, message }]);
  }
}
