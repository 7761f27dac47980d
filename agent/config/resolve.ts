import { resolve } from 'node:path';
import type { InputIssue } from '../model/errors.js';
import { DATA_CLASSES } from '../model/exposure.js';
import { nearestName } from '../model/nearest-name.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../model/time.js';
import { fileExists, outputOf, readText } from '../runtime/files.js';
import { resolveBrake } from './brake.js';
import { resolveOcr } from './ocr.js';
import type { PositionedJson } from './positions.js';
import { readRoutingFile } from './read-routing-file.js';
import { habitsOf, resolveRouting, resolveSinks } from './resolve-alerts.js';
import type { Config, IdentitySettings, SourceSettings } from './resolved.js';
import { missingGroup, resolveActions } from './response-actions.js';
import type { ConfigFile, IdentityConfig, SecretReference, SourceName } from './schema.js';
import { resolveServe } from './serve.js';

interface Context {
  /** Folder of the configuration file. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly json: PositionedJson;
}

const HISTORY_DAYS = 180;
/** What a source does when its settings are empty. Overlaps cover the usual lateness; records are known by id, so reading twice costs calls only. */
const SOURCE_DEFAULTS: Readonly<Record<SourceName, { schedule: string; overlapMs: number }>> = {
  signIns: { schedule: '*/30 * * * * *', overlapMs: 2 * 60 * MINUTE_MS },
  directoryAudits: { schedule: '15 * * * * *', overlapMs: 2 * 60 * MINUTE_MS },
  riskDetections: { schedule: '45 */5 * * * *', overlapMs: 2 * DAY_MS },
  riskyUsers: { schedule: '30 */5 * * * *', overlapMs: 60 * MINUTE_MS },
  exchangeAudit: { schedule: '*/30 * * * * *', overlapMs: 60 * MINUTE_MS },
  entraAudit: { schedule: '*/30 * * * * *', overlapMs: 60 * MINUTE_MS },
  generalAudit: { schedule: '20 */2 * * * *', overlapMs: 60 * MINUTE_MS },
};

/** Fills in defaults, makes paths absolute and reads secrets. What is wrong is added to `issues`. */
export function resolveConfig(file: ConfigFile, context: Context, issues: InputIssue[]): Config {
  const reader = new Resolver(context, issues);
  refuseUnknownClasses(file, context, issues);
  refuseActingWithoutResponder(file, context, issues);
  refuseQuarantineWithoutGroup(file, context, issues);
  const response = file.response ?? {};
  const timing = response.timing ?? {};
  const customers = file.exposure?.customers ?? {};
  return {
    file: context.json.issueAt([], '').file,
    tenant: {
      id: file.tenant.id.toLowerCase(),
      domains: file.tenant.domains.map((domain) => domain.toLowerCase()),
      cloud: file.tenant.cloud ?? 'global',
      caFile:
        file.tenant.caFile === undefined
          ? null
          : reader.existingPath(['tenant', 'caFile'], file.tenant.caFile),
      scale: file.tenant.limits?.scale ?? 1,
    },
    identities: {
      reader: reader.identity('reader', file.identities.reader),
      responder:
        file.identities.responder === undefined
          ? null
          : reader.identity('responder', file.identities.responder),
      examiner:
        file.identities.examiner === undefined ? null : reader.identity('examiner', file.identities.examiner),
    },
    sources: sourceSettings(file),
    ruleDirectories: (file.rules?.directories ?? []).map((path, index) =>
      reader.existingPath(['rules', 'directories', String(index)], path),
    ),
    response: {
      mode: response.mode ?? 'observe',
      protected: (response.protected ?? []).map((entry) =>
        typeof entry === 'string' ? { account: entry.toLowerCase() } : entry,
      ),
      learningDays: response.learningDays ?? 14,
      brake: resolveBrake(response.brake),
      approvalMs: (response.approvalHours ?? 24) * HOUR_MS,
      killFile: reader.path(response.killFile ?? 'STOP'),
      verifyAfterMs: (timing.verifyAfterSeconds ?? 60) * SECOND_MS,
      verifyRetryMs: (timing.verifyRetrySeconds ?? 60) * SECOND_MS,
      verifyAttempts: timing.verifyAttempts ?? 10,
      actions: resolveActions(response.actions),
      hardTierFactor: response.hardTierFactor ?? 1.5,
      quarantineGroup: response.quarantineGroup?.toLowerCase() ?? null,
      evaluatedMs: (timing.evaluatedSeconds ?? 15 * 60) * SECOND_MS,
      tokenLifeMs: (timing.tokenLifeSeconds ?? 90 * 60) * SECOND_MS,
      watchMs: (timing.watchDays ?? 14) * DAY_MS,
      watchEveryMs: (timing.watchEverySeconds ?? 60 * 60) * SECOND_MS,
    },
    exposure: {
      customerKey:
        customers.key === undefined ? null : reader.key(['exposure', 'customers', 'key'], customers.key),
      customerIndex: customers.index === undefined ? null : reader.path(customers.index),
      region: file.exposure?.region ?? 'US',
      wholeMailbox: file.exposure?.wholeMailbox ?? true,
      ocr: resolveOcr(file.exposure?.ocr),
      classes: Object.entries(file.exposure?.classes ?? {}).map(([name, settings]) => ({
        name,
        pattern: settings.pattern ?? null,
        context: settings.context ?? [],
        words: settings.words ?? [],
      })),
    },
    networkFiles: (file.enrichment?.mmdb ?? []).map((path, index) =>
      reader.existingPath(['enrichment', 'mmdb', String(index)], path),
    ),
    alerts: resolveSinks(file.alerts ?? [], reader),
    alertRouting: routingOf(file, context, reader, issues),
    store: {
      file: reader.path(file.store.file),
      key: file.store.key === undefined ? null : reader.key(['store', 'key'], file.store.key),
      ledgerKey:
        file.store.ledgerKey === undefined ? null : reader.key(['store', 'ledgerKey'], file.store.ledgerKey),
      retentionDays: file.store.retentionDays ?? 90,
      pastDays: file.store.pastDays ?? 180,
    },
    serve: resolveServe(file.serve),
    reportsDirectory: reader.path(file.reports?.directory ?? 'reports'),
    reportsUrl: file.reports?.url ?? null,
    secrets: reader.secrets,
  };
}

function refuseUnknownClasses(file: ConfigFile, { json }: Context, issues: InputIssue[]): void {
  for (const name of Object.keys(file.exposure?.classes ?? {})) {
    if ((DATA_CLASSES as readonly string[]).includes(name)) continue;
    const near = nearestName(name, DATA_CLASSES);
    const hint = near === null ? `expected one of: ${DATA_CLASSES.join(', ')}` : `did you mean "${near}"?`;
    const path = ['exposure', 'classes', name];
    issues.push(json.issueAt(path, `${path.join('.')} is no data class; ${hint}`, 'key'));
  }
}

function refuseActingWithoutResponder(file: ConfigFile, { json }: Context, issues: InputIssue[]): void {
  const mode = file.response?.mode ?? 'observe';
  if (mode === 'observe' || file.identities.responder !== undefined) return;
  const message = `response.mode is "${mode}", but identities.responder is missing: nobody could act; add it, or observe`;
  issues.push(json.issueAt(['response', 'mode'], message));
}

function refuseQuarantineWithoutGroup(file: ConfigFile, { json }: Context, issues: InputIssue[]): void {
  const message = missingGroup(file.response?.actions, file.response?.quarantineGroup);
  if (message !== null) issues.push(json.issueAt(['response', 'actions', 'quarantine'], message));
}

/** Routes stand in the configuration, or in a file of their own that it names. */
function routingOf(
  file: ConfigFile,
  { json }: Context,
  reader: Resolver,
  issues: InputIssue[],
): Config['alertRouting'] {
  const habits = habitsOf(file.alerts ?? []);
  const { file: name, ...inline } = file.alertRoutes ?? {};
  const at = ['alertRoutes'];
  if (name === undefined) return resolveRouting(inline, habits, json, at, issues);
  if (Object.keys(inline).length > 0)
    reader.report(
      at,
      'alertRoutes has routes or silences beside "file"; write all of them in one of the two',
    );
  const text = reader.text([...at, 'file'], name);
  const routing = readRoutingFile(name, text, issues);
  return routing === null
    ? resolveRouting({}, habits, json, at, issues)
    : resolveRouting(routing.value, habits, routing.yaml, [], issues);
}

function sourceSettings(file: ConfigFile): readonly SourceSettings[] {
  const configured = file.sources ?? { signIns: {}, exchangeAudit: {} };
  return (Object.keys(SOURCE_DEFAULTS) as SourceName[])
    .filter((name) => configured[name] !== undefined)
    .map((name) => {
      const settings = configured[name] ?? {};
      const defaults = SOURCE_DEFAULTS[name];
      return {
        name,
        historyMs: historyMs(name, configured),
        schedule: settings.schedule ?? defaults.schedule,
        isEnabled: settings.enabled ?? true,
        overlapMs:
          settings.overlapMinutes === undefined ? defaults.overlapMs : settings.overlapMinutes * MINUTE_MS,
      };
    });
}

/** The logs that an audit search knows are searched as far back as a usual licence keeps them. */
function historyMs(name: SourceName, sources: NonNullable<ConfigFile['sources']>): number {
  if (name !== 'exchangeAudit' && name !== 'entraAudit') return 0;
  return (sources[name]?.historyDays ?? HISTORY_DAYS) * DAY_MS;
}

class Resolver {
  readonly secrets: string[] = [];
  readonly #context: Context;
  readonly #issues: InputIssue[];

  constructor(context: Context, issues: InputIssue[]) {
    this.#context = context;
    this.#issues = issues;
  }

  path(path: string): string {
    return resolve(this.#context.directory, path);
  }

  existingPath(at: readonly string[], path: string): string {
    const absolute = this.path(path);
    if (!fileExists(absolute))
      this.report(at, `${at.join('.')}: there is no "${path}"; create it or correct the path`);
    return absolute;
  }

  key(at: readonly string[], reference: SecretReference): Uint8Array {
    const text = this.secret(at, reference);
    if (text !== '' && text.length < 16) {
      this.report(
        at,
        `${at.join('.')} is shorter than 16 characters; use a long random text, such as 32 random bytes in hex`,
      );
    }
    return new TextEncoder().encode(text);
  }

  secret(at: readonly string[], reference: SecretReference): string {
    const value = this.#read(at, reference);
    if (value === '') return value;
    this.secrets.push(value);
    return value;
  }

  identity(name: string, identity: IdentityConfig): IdentitySettings {
    const at = ['identities', name];
    if (identity.clientSecret !== undefined) {
      const secret = this.secret([...at, 'clientSecret'], identity.clientSecret);
      return { clientId: identity.clientId, credential: { kind: 'secret', secret } };
    }
    if (identity.certificate !== undefined) {
      const certificatePem = this.text([...at, 'certificate', 'file'], identity.certificate.file);
      const privateKeyPem = this.text([...at, 'certificate', 'keyFile'], identity.certificate.keyFile);
      this.secrets.push(privateKeyPem);
      return {
        clientId: identity.clientId,
        credential: { kind: 'certificate', certificatePem, privateKeyPem },
      };
    }
    const tokenFile = this.existingPath(
      [...at, 'federatedToken', 'file'],
      identity.federatedToken?.file ?? '',
    );
    return { clientId: identity.clientId, credential: { kind: 'federated', tokenFile } };
  }

  #read(at: readonly string[], reference: SecretReference): string {
    if ('env' in reference) {
      const value = this.#context.env[reference.env] ?? '';
      if (value === '')
        this.report(
          at,
          `${at.join('.')}: the environment variable ${reference.env} is not set; set it or use {"file": …}`,
        );
      return value;
    }
    if ('command' in reference) {
      const value = outputOf(reference.command) ?? '';
      if (value === '')
        this.report(
          at,
          `${at.join('.')}: the command ${reference.command[0]} failed or printed nothing; run it by hand`,
        );
      return value;
    }
    return this.text(at, reference.file).trim();
  }

  text(at: readonly string[], path: string): string {
    try {
      return readText(this.path(path));
    } catch (cause) {
      const code = (cause as { code?: string }).code ?? 'unreadable';
      this.report(at, `${at.join('.')}: "${path}" cannot be read (${code}); correct the path or its rights`);
      return '';
    }
  }

  report(at: readonly string[], message: string): void {
    this.#issues.push(this.#context.json.issueAt(at, message));
  }
}
