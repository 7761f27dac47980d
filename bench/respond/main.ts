import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureRevokes } from './measure.js';

const ROUNDS = 200;
const QUEUED = 100;

const directory = mkdtempSync(join(tmpdir(), 'mailwarden-bench-'));
try {
  const times = (await measureRevokes(join(directory, 'store.db'), ROUNDS, QUEUED)).toSorted((a, b) => a - b);
  const at = (share: number): string => (times[Math.ceil(times.length * share) - 1] ?? Number.NaN).toFixed(0);
  process.stdout.write(
    `decision to revoke call, ${QUEUED} other jobs queued, ${times.length} rounds: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms\n`,
  );
} finally {
  rmSync(directory, { recursive: true });
}
