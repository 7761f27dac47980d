import { join } from 'node:path';
import type { AlertLinks } from '../alert/links.js';
import type { SinkGates } from '../alert/routing/sink-gates.js';
import type { Config } from '../config.js';
import type { JobContext } from '../jobs/context.js';
import type { M365 } from '../m365/connect.js';
import { EVERYDAY_LOGS } from '../m365/everyday-logs.js';
import type { Sink } from '../model/alert.js';
import type { Clock, DocumentReader, Log } from '../model/ports.js';
import type { Store } from '../model/store.js';
import { DAY_MS, type Instant, shift } from '../model/time.js';
import { createCorrelationMemory } from '../pipeline/correlate/create-memory.js';
import type { DecideSettings } from '../pipeline/settings.js';
import { observeOnly } from '../respond/observe-only.js';
import { fileExists, writeWhole } from '../runtime/files.js';
import type { Meter } from '../runtime/metrics/create-meter.js';
import type { NetworkFiles } from '../runtime/network-files/network-files.js';
import type { Customers } from './customers/open-customers.js';
import { examinerTerms } from './examiner-terms.js';
import { hearEvictions } from './hear-evictions.js';
import { requireRules } from './load-rules.js';
import { measuredQuality } from './measured-quality.js';
import { openProtection } from './open-protection.js';
import { plantedRules } from './planted-rules.js';
import { productVersion } from './product.js';
import { countAccounts, responsePolicy } from './response-policy.js';
import { runbooksOf } from './runbooks-of.js';

/** No real tenant is faster than the calendar. */
export const SIMULATED_NOTE = 'Simulated tenant: nobody in this report exists.';
/** Logs that tell of every sign-in and of every access to mail. */
const ACCESS_LOGS: ReadonlySet<string> = new Set(['signIns', 'exchangeAudit']);
/** How far back the first pull goes; a provider that remembers less bounds it. */
export const INITIAL_MS = 30 * DAY_MS;

/** The real parts, opened once; a reload does not touch them. */
export interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly m365: M365;
  readonly sinks: readonly Sink[];
  readonly meter: Meter;
  readonly gates: SinkGates;
  readonly documents: DocumentReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly customers: Customers;
  readonly networkFiles: NetworkFiles;
}

/** What a reload replaces, as one. */
export interface Terms {
  readonly settings: DecideSettings;
  readonly jobContext: JobContext;
}

/** Reads rules and settings into the terms that everything works by. Raises `InputError`, `StoreError` or `OutsideError`. */
export async function termsOf(config: Config, parts: Parts, firstStart: Instant): Promise<Terms> {
  const { store, log } = parts;
  const content = requireRules(config.ruleDirectories);
  for (const warning of content.warnings) log.warn({ ...warning }, 'a rule file should be looked at');
  const protection = await openProtection(config, parts);
  const accounts = await store.read(countAccounts);
  const { identities, tenant } = config;
  const settings: DecideSettings = {
    tenantId: tenant.id,
    quietBefore: shift(firstStart, -INITIAL_MS),
    domains: tenant.domains,
    ownAppIds: [identities.reader, identities.responder, identities.examiner].flatMap((one) =>
      one === null ? [] : [one.clientId.toLowerCase()],
    ),
    lookUpNetwork: parts.networkFiles.load(config.networkFiles, parts.clock.now()),
    rules: content.rules,
    correlationMemory: createCorrelationMemory({ tell: hearEvictions(parts.meter, log) }),
    tuning: content.tuning,
    pastMs: config.store.pastDays * DAY_MS,
    policy: {
      ...responsePolicy(config, firstStart, accounts),
      protection,
      tuning: content.tuning,
    },
    sources: config.sources.filter((source) => source.isEnabled).map((source) => source.name),
    everydayLogs: EVERYDAY_LOGS,
    ...alertTerms(config, parts, runbooksOf(content)),
    productVersion: productVersion(),
  };
  const reportTerms = { regimes: content.notices, quality: measuredQuality() };
  return { settings, jobContext: { ...jobContextOf(config, parts, settings), reportTerms } };
}

/** Sinks stay as they were opened; who gets what of them, and where alerts lead, follows the latest load. */
function alertTerms(
  config: Config,
  { sinks, log }: Parts,
  runbooks: AlertLinks['runbooks'],
): Pick<DecideSettings, 'sinks' | 'routing' | 'links'> {
  const names = sinks.map((sink) => sink.name);
  const { alertRouting, reportsUrl } = config;
  const known = alertRouting.sinks.filter(({ name }) => names.includes(name));
  if (known.length < alertRouting.sinks.length) log.warn({}, 'a new alert sink is used after a restart');
  return {
    sinks: names,
    routing: { ...alertRouting, sinks: known },
    links: { reportBase: reportsUrl, runbooks },
  };
}

function jobContextOf(config: Config, parts: Parts, terms: DecideSettings): JobContext {
  const { policy, sources, routing, links } = terms;
  const { m365 } = parts;
  const { response, tenant } = config;
  return {
    store: parts.store,
    clock: parts.clock,
    log: parts.log,
    sinks: parts.sinks,
    gates: parts.gates,
    ...(routing === undefined ? {} : { routing }),
    ...(links === undefined ? {} : { links }),
    directory: m365.directory,
    kinds: m365.mailboxKinds,
    containment: response.mode === 'observe' ? observeOnly(m365.containment) : m365.containment,
    evidence: m365.accountEvidence,
    protection: policy.protection,
    policy,
    accessLogs: (sources ?? []).filter((name) => ACCESS_LOGS.has(name)),
    plantedRules: (events) => plantedRules(parts.store, events),
    ...examinerTerms(config, parts),
    reports: {
      write: (name, content) => writeWhole(join(config.reportsDirectory, name), content),
      pathOf: (name) => join(config.reportsDirectory, name),
    },
    mode: response.mode,
    productVersion: productVersion(),
    scenarioNote: tenant.scale > 1 ? SIMULATED_NOTE : null,
    timing: {
      verifyAfterMs: response.verifyAfterMs,
      verifyRetryMs: response.verifyRetryMs,
      verifyAttempts: response.verifyAttempts,
      evaluatedMs: response.evaluatedMs,
      tokenLifeMs: response.tokenLifeMs,
      watchMs: response.watchMs,
      watchEveryMs: response.watchEveryMs,
      scale: tenant.scale,
    },
    isKilled: () => fileExists(response.killFile),
  };
}
