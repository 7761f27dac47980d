import { basename } from 'node:path';
import type { Instant } from '../../model/time.js';
import { isOld } from '../../runtime/network-files/network-files.js';
import { openNetworkFile } from '../../runtime/network-files/open-network-file.js';
import { type Check, failed, passed } from './check.js';

/** Whether each file about addresses opens and is new enough to be believed; nothing where none are named. */
export function checkNetworkFiles(paths: readonly string[], now: Instant): readonly Check[] {
  return paths.map((path) => {
    const name = `network-file.${basename(path)}`;
    const opened = openNetworkFile(path);
    if (!opened.ok) return failed(name, opened.reason, `put a whole .mmdb file at ${path}`);
    if (!isOld(opened.file, now)) return passed(name, opened.file.name);
    const detail = `${opened.file.name}: networks have changed hands since`;
    return failed(name, detail, 'fetch a newer one; a running agent takes it with its next reload (SIGHUP)');
  });
}
