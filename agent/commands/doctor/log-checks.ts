import type { Config } from '../../config.js';
import type { M365 } from '../../m365/connect.js';
import { EVERYDAY_LOGS } from '../../m365/everyday-logs.js';
import { OutsideError } from '../../model/errors.js';
import type { Clock, LogSource, Window } from '../../model/ports.js';
import { DAY_MS, HOUR_MS, shift } from '../../model/time.js';
import { type Check, failed, look, passed, unknown } from './check.js';

const AUDIT_ON =
  'switch unified auditing on: Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true; it takes up to an hour';
const READABLE = 'grant the permission that the message names; sign-in logs take Entra ID P1 or P2 as well';

/** Whether each log answers, is licensed, is recorded at all. Nothing is switched on and nothing is stored. */
export async function checkLogs(
  config: Config,
  m365: M365,
  clock: Clock,
  canAsk: (source: LogSource) => boolean,
  stop: AbortSignal,
): Promise<readonly Check[]> {
  const checks = config.sources
    .filter((source) => source.isEnabled)
    .map((source) => {
      const name = `log.${source.name}`;
      const log = m365.sources.get(source.name);
      if (log === undefined || !canAsk(log)) return unknown(name, 'its origin was not reached');
      return look(name, READABLE, stop, (signal) => checkLog(log, name, m365, clock, signal));
    });
  return Promise.all(checks);
}

async function checkLog(
  log: LogSource,
  name: string,
  m365: M365,
  clock: Clock,
  signal: AbortSignal,
): Promise<Check> {
  const now = clock.now();
  if (log.timeBasis === 'available') {
    try {
      const state = await m365.probe.feed(log.name, now, signal);
      if (state !== null) return judgeFeed(name, state.isSubscribed, state.contents);
    } catch (cause) {
      if (cause instanceof OutsideError && cause.gap === 'audit-off')
        return failed(name, cause.message, AUDIT_ON);
      throw cause;
    }
  }
  return judgePage(log, name, await firstPage(log, { from: shift(now, -HOUR_MS), to: now }, signal), () =>
    firstPage(log, { from: shift(now, -DAY_MS), to: now }, signal),
  );
}

function judgeFeed(name: string, isSubscribed: boolean, contents: number | null): Check {
  if (!isSubscribed || contents === null) {
    return unknown(
      name,
      'the feed is not switched on yet',
      'run the agent: its first pull switches it on, and first content follows within 12 hours',
    );
  }
  if (contents > 0) return passed(name, `${contents} contents were listed for the last day`);
  return unknown(
    name,
    'it answers, but lists nothing for the last day: quiet, new, or not recorded',
    AUDIT_ON,
  );
}

/** Empty for a day is a doubt: nobody can tell a quiet log from one that is not written. */
async function judgePage(
  log: LogSource,
  name: string,
  rows: number,
  lastDay: () => Promise<number>,
): Promise<Check> {
  if (rows > 0 || (await lastDay()) > 0) return passed(name, 'it answers with rows of the last day');
  if (EVERYDAY_LOGS.has(log.name))
    return unknown(
      name,
      'it answers, but holds no row of the last day',
      'see that the tenant is the right one',
    );
  return unknown(
    name,
    'it answers, but holds no row of the last day: quiet, or not recorded',
    'nothing, where few changes or risks are usual',
  );
}

async function firstPage(log: LogSource, window: Window, signal: AbortSignal): Promise<number> {
  for await (const item of log.read(window, signal)) {
    if (item.type === 'page' && item.records.length > 0) return item.records.length;
  }
  return 0;
}
