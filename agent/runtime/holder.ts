import { hostname } from 'node:os';
import { randomId } from './ids.js';

/** A name for this process as holder of a lease: `<host>/<pid>/<random>`. */
export function nameHolder(): string {
  return `${hostname()}/${process.pid}/${randomId()}`;
}

/**
 * Whether the process that bears the name has certainly ended: it ran on this host and its pid is free, or is now
 * ours. False where nobody can tell.
 */
export function hasHolderEnded(holder: string): boolean {
  const [host, pidText] = holder.split('/');
  const pid = Number(pidText);
  if (host !== hostname() || !Number.isInteger(pid) || pid <= 0) return false;
  return pid === process.pid || !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Without the right to signal it, it is there all the same.
    return (error as { code?: string }).code === 'EPERM';
  }
}
