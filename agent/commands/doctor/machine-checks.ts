import type { Config } from '../../config.js';
import { describeIssue } from '../../model/errors.js';
import { freeBytes, isWritable, nearestExisting } from '../../runtime/disk.js';
import { fileExists } from '../../runtime/files.js';
import { readRules } from '../load-rules.js';
import { type Check, failed, passed } from './check.js';

const GIB = 1024 ** 3;
const LEAST_FREE_BYTES = GIB;

/** What this machine has: rules, room to write, the kill file. */
export function checkMachine(config: Config): readonly Check[] {
  return [checkRules(config), checkDisk(config), checkReports(config), checkKillFile(config)];
}

function checkRules(config: Config): Check {
  const { errors, rules } = readRules(config.ruleDirectories);
  const [first] = errors;
  if (first === undefined) return passed('rules', `${rules.rules.length} rules load`);
  return failed(
    'rules',
    `${errors.length} mistakes, the first: ${describeIssue(first)}`,
    'mend them; `mailwarden rules check` lists them all',
  );
}

function checkDisk(config: Config): Check {
  const free = freeBytes(nearestExisting(config.store.file));
  const detail = `${(free / GIB).toFixed(1)} GiB are free beside the store`;
  if (free >= LEAST_FREE_BYTES) return passed('disk-space', detail);
  return failed(
    'disk-space',
    detail,
    'make room: a full disk stops the pull, and logs expire at the provider',
  );
}

function checkReports(config: Config): Check {
  const place = nearestExisting(config.reportsDirectory);
  if (isWritable(place)) return passed('reports', `${config.reportsDirectory} can be written`);
  return failed(
    'reports',
    `${place} cannot be written`,
    'give this account the right to write there, or name another reports.directory',
  );
}

function checkKillFile(config: Config): Check {
  const { killFile, mode } = config.response;
  if (!fileExists(killFile)) return passed('kill-file', `not there; response.mode is ${mode}`);
  return failed('kill-file', `${killFile} exists: nothing is done`, 'remove it when the agent may act again');
}
