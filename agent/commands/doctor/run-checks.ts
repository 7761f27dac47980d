import type { Config } from '../../config.js';
import type { M365 } from '../../m365/connect.js';
import type { LogSource } from '../../model/ports.js';
import { systemClock } from '../../runtime/clock.js';
import { silentLog } from '../../runtime/log.js';
import { connectTenant } from '../connect.js';
import type { CommandIo } from '../io.js';
import { checkAccounts, checkProtection } from './account-checks.js';
import { checkAlerts } from './alert-checks.js';
import { type Check, passed, unknown } from './check.js';
import { checkCustomers } from './customer-checks.js';
import { checkIdentities } from './identity-checks.js';
import { checkLogs } from './log-checks.js';
import { checkMachine } from './machine-checks.js';
import { checkNetwork, type NetworkSight } from './network-checks.js';
import { checkNetworkFiles } from './network-file-checks.js';
import { checkOcr } from './ocr-checks.js';
import { checkStore, type StoreSight } from './store-checks.js';

/** Everything that can be looked at before the first incident, from the machine outwards. Changes nothing anywhere. */
export async function runChecks(config: Config, io: CommandIo, stop: AbortSignal): Promise<readonly Check[]> {
  const { boundary } = io;
  const machine = checkMachine(config);
  const store = await checkStore(config, boundary, systemClock.now());
  const m365 = connectTenant(config, { boundary, clock: systemClock, log: silentLog });
  try {
    const network = await checkNetwork(m365.probe, systemClock, stop);
    return [
      passed('configuration', config.file),
      ...machine,
      ...store.checks,
      ...(await checkCustomers(config)),
      await checkOcr(config, io.env),
      ...checkNetworkFiles(config.networkFiles, systemClock.now()),
      ...network.checks,
      ...(await checkTenant(config, m365, network, store, stop)),
      ...(await checkAlerts(config, boundary, m365.tokens, stop)),
    ];
  } finally {
    await m365.close();
  }
}

async function checkTenant(
  config: Config,
  m365: M365,
  { reached }: NetworkSight,
  store: StoreSight,
  stop: AbortSignal,
): Promise<readonly Check[]> {
  const hasAuthority = reached.has('authority');
  const hasGraph = hasAuthority && reached.has('graph');
  const canAsk = ({ timeBasis }: LogSource): boolean =>
    timeBasis === 'available' ? hasAuthority && (hasGraph || reached.has('management')) : hasGraph;
  return [
    ...(await checkIdentities(config, m365.probe, hasAuthority, stop)),
    ...(await checkLogs(config, m365, systemClock, canAsk, stop)),
    ...(hasGraph
      ? [...(await checkAccounts(config, m365, store, stop)), ...(await checkProtection(config, m365, stop))]
      : ['mailboxes', 'synced-accounts', 'protected', 'break-glass'].map((name) =>
          unknown(name, 'Graph was not reached'),
        )),
  ];
}
