import { StoreError } from '../model/errors.js';

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html. PostgreSQL: SQLSTATE 53100, 25006, 55P03, XX001. */
const FULL = 13;
const READ_ONLY = 8;
const PERMISSION = 3;
const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;
const CANNOT_OPEN = 14;
const IO_ERROR = 10;

/** What a driver or the file system threw, as one clear sentence that says what to do. Our own errors pass unchanged. */
export function toStoreError(file: string, cause: unknown): unknown {
  if (cause instanceof StoreError || cause instanceof TypeError) return cause;
  switch (primaryCodeOf(cause)) {
    case FULL:
      return new StoreError(
        'full',
        `The store ${file} cannot grow: the disk is full. Free space, then start again; nothing was lost.`,
        cause,
      );
    case READ_ONLY:
    case PERMISSION:
      return new StoreError(
        'read-only',
        `The store ${file} cannot be written: give this process the right to write the file and its folder.`,
        cause,
      );
    case BUSY:
    case LOCKED:
      return new StoreError(
        'locked',
        `The store ${file} is being written by another process: wait for it to end, or stop it.`,
        cause,
      );
    case CORRUPT:
    case NOT_A_DATABASE:
      return new StoreError(
        'damaged',
        `The store ${file} is damaged or no mailwarden store: put back a backup, or name another store.file.`,
        cause,
      );
    case IO_ERROR:
      return new StoreError(
        'other',
        `The store ${file} cannot be read or written: the disk reports an error; check it, then start again.`,
        cause,
      );
    case CANNOT_OPEN:
      return new StoreError(
        'other',
        `The store ${file} cannot be opened: check that store.file names a file, and the rights of its folder.`,
        cause,
      );
    default:
      return new StoreError('other', `The store ${file} failed: ${textOf(cause)}`, cause);
  }
}

/** libsql: `rawCode`, or the code at the end of the text when it could not open. node:sqlite: `errcode`. Node: `code`. */
function primaryCodeOf(cause: unknown): number | null {
  if (!(cause instanceof Error)) return null;
  const { rawCode, errcode, code } = cause as { rawCode?: unknown; errcode?: unknown; code?: unknown };
  if (typeof rawCode === 'number') return rawCode & 0xff;
  if (typeof errcode === 'number') return errcode & 0xff;
  if (code === 'ENOSPC' || code === 'EDQUOT') return FULL;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return READ_ONLY;
  if (code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENOENT' || code === 'EEXIST') return CANNOT_OPEN;
  return cause.message.includes('ConnectionFailed') ? CANNOT_OPEN : null;
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'unknown failure';
}
