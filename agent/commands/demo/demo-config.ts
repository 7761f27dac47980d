import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../model/json.js';
import { readText, writeWhole } from '../../runtime/files.js';

/** What the demo sets beside the configuration that the simulated tenant offers. */
export const DEMO_TIMING = { verifyAfterSeconds: 1, verifyRetrySeconds: 1, verifyAttempts: 20 } as const;
const SCHEDULE = '*/1 * * * * *';

/** Takes the tenant's own configuration and makes of it the demo's, in `out`. Gives its path. */
export function writeDemoConfig(tenantConfig: string, out: string): string {
  const offered: unknown = JSON.parse(readText(tenantConfig));
  if (!isJsonObject(offered)) throw new Error(`${tenantConfig} is no JSON object`);
  const store = isJsonObject(offered.store) ? offered.store : {};
  const config: JsonObject = {
    ...offered,
    // The history would come in by and by, and change a story that is being told.
    sources: { signIns: { schedule: SCHEDULE }, exchangeAudit: { schedule: SCHEDULE, historyDays: 0 } },
    response: {
      ...(isJsonObject(offered.response) ? offered.response : {}),
      mode: 'enforce',
      learningDays: 0,
      killFile: join(out, 'STOP'),
      timing: DEMO_TIMING,
    },
    store: { ...store, file: join(out, 'mailwarden.db') },
    reports: { directory: join(out, 'reports') },
  };
  const file = join(out, 'config.json');
  writeWhole(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
}
