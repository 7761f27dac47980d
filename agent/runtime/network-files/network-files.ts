import { InputError, type InputIssue } from '../../model/errors.js';
import type { NetworkLookup } from '../../model/looked-up-network.js';
import type { Log } from '../../model/ports.js';
import { DAY_MS, type Instant, toMs } from '../../model/time.js';
import { changeMark } from '../files.js';
import { lookUpNetworks } from './look-up-networks.js';
import { type NetworkFile, openNetworkFile } from './open-network-file.js';

/** Prefixes move from one owner and town to another, about one in two hundred a month. */
export const OLD_AFTER_MS = 90 * DAY_MS;

/** The operator's files about addresses, held in memory from one load to the next. */
export interface NetworkFiles {
  /**
   * Reads those that are new or were replaced since. Undefined where none are named. Raises `InputError` with every file that
   * cannot be used; where the same files were loaded before, those go on being asked, and the log says so.
   */
  load(paths: readonly string[], now: Instant): NetworkLookup | undefined;
}

interface Loaded {
  readonly paths: string;
  /** In which state the files were. */
  readonly marks: string;
  readonly files: readonly NetworkFile[];
  readonly lookUp: NetworkLookup;
}

/** Tells `log` of files that are old or damaged. */
export function createNetworkFiles(log: Log): NetworkFiles {
  let loaded: Loaded | null = null;
  return {
    load(paths, now) {
      if (paths.length === 0) return undefined;
      loaded = renew(loaded, paths, log);
      for (const { path, builtAt } of loaded.files.filter((one) => isOld(one, now)))
        log.warn({ reason: `${path}: of ${builtAt}` }, 'a file about addresses is old: fetch a newer one');
      return loaded.lookUp;
    },
  };
}

function renew(before: Loaded | null, paths: readonly string[], log: Log): Loaded {
  const now = { paths: JSON.stringify(paths), marks: JSON.stringify(paths.map(changeMark)) };
  const isSame = before?.paths === now.paths;
  if (isSame && before.marks === now.marks) return before;
  try {
    const files = openAll(paths);
    const lookUp = lookUpNetworks(files, ({ path }) =>
      log.error({ reason: path }, 'a file about addresses is damaged: fetch it again'),
    );
    return { ...now, files, lookUp };
  } catch (cause) {
    // A download that broke off must not keep a reload from the rest.
    if (!isSame || !(cause instanceof InputError)) throw cause;
    for (const { file, message } of cause.issues)
      log.error(
        { reason: `${file}: ${message}` },
        'a file about addresses cannot be used: the one before it is',
      );
    return before;
  }
}

/** Whether so much has changed since it was made that it misleads. */
export function isOld({ builtAt }: Pick<NetworkFile, 'builtAt'>, now: Instant): boolean {
  return toMs(now) - toMs(builtAt) > OLD_AFTER_MS;
}

function openAll(paths: readonly string[]): readonly NetworkFile[] {
  const issues: InputIssue[] = [];
  const files = paths.flatMap((path) => {
    const opened = openNetworkFile(path);
    if (opened.ok) return [opened.file];
    issues.push({ file: path, line: null, column: null, message: opened.reason });
    return [];
  });
  if (issues.length > 0) throw new InputError(issues);
  return files;
}
