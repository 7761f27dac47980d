import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureGrowth } from './growth.js';
import { measureThroughTenant } from './through-tenant.js';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '2000' },
    growth: { type: 'string', default: '20000' },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);
/** "Outlook service limits": 10,000 calls in ten minutes into one mailbox. */
const LIMIT_PER_SECOND = 10_000 / 600;

const folder = mkdtempSync(join(tmpdir(), 'mailwarden-mailbox-'));
try {
  const seen = await measureThroughTenant(folder, Number(values.messages));
  const callsPerSecond = seen.calls / seen.seconds;
  print(
    `through the simulated tenant, which runs in the same process: ${seen.messages} messages, ${seen.withData} with customer data`,
  );
  print(
    `  ${(seen.messages / seen.seconds).toFixed(1)} messages/s by the clock, ${(seen.messages / seen.processorSeconds).toFixed(1)} a second of processor time`,
  );
  print(
    `  ${seen.calls} calls, ${(seen.messages / seen.calls).toFixed(2)} messages a call; ${seen.refused} refused`,
  );
  print(
    `  ${callsPerSecond.toFixed(1)} calls/s, ${((callsPerSecond / LIMIT_PER_SECOND) * 100).toFixed(0)} % of the 16.7/s that Outlook allows in the long run`,
  );
  print(`  at that limit ${((seen.messages / seen.calls) * LIMIT_PER_SECOND).toFixed(0)} messages/s`);
} finally {
  rmSync(folder, { recursive: true });
}
const { messages, megabytes, processorSeconds, residentMb } = await measureGrowth(Number(values.growth));
print(
  `without a network: ${messages} messages, ${megabytes.toFixed(1)} MB, ${processorSeconds.toFixed(1)} s of processor time`,
);
print(
  `  ${(messages / processorSeconds).toFixed(0)} messages and ${(megabytes / processorSeconds).toFixed(2)} MB a second of one core`,
);
print(`  resident after each quarter, MB: ${residentMb.map((mb) => mb.toFixed(0)).join(', ')}`);
