import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureDecisions } from './measure.js';

const ROUNDS = 200;
const QUEUED = 100;

const directory = mkdtempSync(join(tmpdir(), 'mailwarden-bench-'));
try {
  const delays = await measureDecisions(join(directory, 'store.db'), ROUNDS, QUEUED);
  process.stdout.write(
    `${QUEUED} other jobs queued, ${delays.length} rounds\n` +
      `decision to revoke call: ${spread(delays.map(({ toRevokeMs }) => toRevokeMs))}\n` +
      `decision to first page: ${spread(delays.map(({ toPageMs }) => toPageMs))}\n`,
  );
} finally {
  rmSync(directory, { recursive: true });
}

function spread(timesMs: readonly number[]): string {
  const sorted = timesMs.toSorted((a, b) => a - b);
  return [0.5, 0.9, 0.99]
    .map((share) => `p${share * 100} ${sorted[Math.ceil(sorted.length * share) - 1]?.toFixed(0)} ms`)
    .join(', ');
}
