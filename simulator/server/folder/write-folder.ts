import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SimWorld } from '../../tenant.js';
import { Random } from '../../world/chance/random.js';
import type { ResolvedOptions } from '../options.js';
import type { Registrations } from '../registrations.js';
import { agentConfig } from './agent-config.js';

export interface Origins {
  readonly authority: string;
  readonly graph: string;
  readonly management: string;
  readonly soc: string;
}

/** Absolute paths of what was written. */
export interface SimulatorFolder {
  readonly dir: string;
  readonly caFile: string;
  readonly configFile: string;
  readonly labelsFile: string;
  readonly alertsFile: string;
  readonly journalFile: string;
}

export interface FolderContents {
  readonly options: ResolvedOptions;
  readonly world: SimWorld;
  readonly registrations: Registrations;
  readonly origins: Origins;
  readonly caPem: string;
  readonly socSecret: string;
}

/**
 * Writes what an agent needs (certificate authority, credentials, a configuration), what a person wants to know
 * (`tenant.json`) and, apart, the truth (`labels.json`).
 */
export function writeFolder(contents: FolderContents): SimulatorFolder {
  const { options, registrations, world } = contents;
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  const path = (name: string): string => join(dir, name);
  const write = (name: string, text: string): void => writeFileSync(path(name), text, { mode: 0o600 });
  const random = new Random(`keys/${options.seed}`);

  write('ca.pem', contents.caPem);
  write('reader-secret', options.hasWrongSecret ? 'not-the-registered-secret' : registrations.readerSecret);
  write('responder-cert.pem', registrations.responder.certificatePem);
  write('responder-key.pem', registrations.responder.privateKeyPem);
  write('examiner-token', registrations.examinerToken);
  write('soc-secret', contents.socSecret);
  write('store-key', random.hex(64));
  write('customer-key', random.hex(64));
  write('ledger-key', random.hex(64));
  write('alerts.ndjson', '');
  write('journal.ndjson', '');
  write('labels.json', pretty(world.labels));
  write('tenant.json', pretty(tenantFile(contents, path)));
  write('config.json', pretty(agentConfig(contents, path)));
  return {
    dir,
    caFile: path('ca.pem'),
    configFile: path('config.json'),
    labelsFile: path('labels.json'),
    alertsFile: path('alerts.ndjson'),
    journalFile: path('journal.ndjson'),
  };
}

function tenantFile(contents: FolderContents, path: (name: string) => string): object {
  const { world, origins, options, registrations } = contents;
  const credentials = {
    reader: { clientSecretFile: path('reader-secret') },
    responder: { certificateFile: path('responder-cert.pem'), keyFile: path('responder-key.pem') },
    examiner: { federatedTokenFile: path('examiner-token') },
  };
  return {
    tenantId: world.tenantId,
    domains: world.domains,
    startedAt: new Date(world.startMs).toISOString(),
    speed: options.speed,
    seed: options.seed,
    origins: { authority: origins.authority, graph: origins.graph, management: origins.management },
    soc: { url: `${origins.soc}/hook`, secretFile: path('soc-secret') },
    caFile: path('ca.pem'),
    apps: Object.fromEntries(
      registrations.apps.map((app) => [
        app.name,
        { clientId: app.clientId, roles: app.roles, ...credentials[app.name] },
      ]),
    ),
  };
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
