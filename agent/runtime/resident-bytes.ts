import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4_096;

/** Memory that a process holds now, in bytes. 0 where the system does not tell (it does on Linux, in `/proc`). */
export function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
    return Number(pages ?? 0) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
