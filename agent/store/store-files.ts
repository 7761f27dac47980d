import { existsSync, renameSync, rmSync } from 'node:fs';

/** What SQLite keeps beside a database in WAL mode; it belongs to that file and no other. libsql leaves it there when it closes. */
const LOG_ENDS = ['-wal', '-shm'];

/** Removes the emptied write-ahead log of a store that nobody has open. */
export function removeLog(file: string): void {
  for (const end of LOG_ENDS) rmSync(`${file}${end}`, { force: true });
}

/** Removes a store that nobody has open. */
export function removeStore(file: string): void {
  removeLog(file);
  rmSync(file, { force: true });
}

/** Gives a store another name, with all that belongs to it. */
export function moveStore(file: string, to: string): void {
  for (const end of [...LOG_ENDS, '']) {
    if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${to}${end}`);
  }
}
