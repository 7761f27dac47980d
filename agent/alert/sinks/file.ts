import { open, stat } from 'node:fs/promises';
import { OutsideError } from '../../model/errors.js';
import type { Boundary } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { FileSettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING } from '../../model/telling.js';
import { renderRow } from './render-row.js';

/** So much of the file's end is looked at for a line that a broken-off sending may have written. */
const TAIL_BYTES = 1024 * 1024;

/**
 * Appends alerts to a file, one JSON object a line, each on disk before it counts as delivered. The file is opened anew for each,
 * so that it can be rotated. After a crash the end of the file tells whether the line is there: it is not written twice.
 */
export function fileSink({ name, path }: FileSettings, boundary: Boundary): ReachableSink {
  return {
    name,
    async deliver(alert, _signal, telling = PLAIN_TELLING) {
      const line = `${JSON.stringify(renderRow(alert, telling))}\n`;
      await boundary
        .cross(`alert:${name}`, async () => {
          if (
            telling.mayBeRepeat &&
            (await tailOf(path, TAIL_BYTES)).includes(`{"alert":${JSON.stringify(alert.id)},`)
          )
            return;
          await append(path, line);
        })
        .catch((cause: unknown) => {
          throw asOutsideError(name, cause);
        });
    },
    async reach() {
      await append(path, '').catch((cause: unknown) => {
        throw asOutsideError(name, cause);
      });
      return 'it can be written';
    },
  };
}

/** A line that a crash left half written is ended first, so that the next one stays readable. */
async function append(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o640);
  try {
    if (line === '') return;
    const end = await tailOf(path, 1);
    await file.appendFile(end === '' || end === '\n' ? line : `\n${line}`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function tailOf(path: string, mostBytes: number): Promise<string> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return '';
  const file = await open(path, 'r');
  try {
    const length = Math.min(size, mostBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

/** The code alone: Node's text names the path. */
function asOutsideError(name: string, cause: unknown): OutsideError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown failure';
  return new OutsideError('unreachable', `${name}: the file cannot be written (${code})`, { code, cause });
}
