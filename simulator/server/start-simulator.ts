import { appendFileSync } from 'node:fs';
import type { LoggedRecord, SimWorld } from '../tenant.js';
import { Random } from '../world/chance/random.js';
import { createWorld } from '../world/create-world.js';
import { createAuthority } from './authority/authority-origin.js';
import { createTokenSigner, type TokenSigner } from './authority/token-signer.js';
import { FaultPlan } from './faults/plan-faults.js';
import { type Origins, type SimulatorFolder, writeFolder } from './folder/write-folder.js';
import { createGraphOrigin } from './graph/graph-origin.js';
import type { Origin, OriginName } from './http/call.js';
import { type Listener, listen } from './http/listen.js';
import { serveOrigin } from './http/serve-origin.js';
import { Journal } from './journal.js';
import { createManagementOrigin } from './management/management-origin.js';
import { SkipTokens } from './odata/skip-tokens.js';
import { type ResolvedOptions, resolveOptions, type SimulatorOptions } from './options.js';
import { createRegistrations, type Registration } from './registrations.js';
import { createSocOrigin, type SocInbox } from './soc/soc-origin.js';
import { TenantState } from './state/tenant-state.js';
import { createCertificateAuthority } from './tls/issue-certificates.js';

/** A running simulated tenant. */
export interface Simulator extends SimulatorFolder {
  readonly origins: Origins;
  readonly world: SimWorld;
  readonly journal: Journal;
  readonly soc: SocInbox;
  /** Adds rows to the logs while it runs, each there from its own moment on. */
  offer(rows: readonly LoggedRecord[]): void;
  stop(): Promise<void>;
}

const ORIGIN_NAMES = ['authority', 'graph', 'management', 'soc'] as const;

/** Makes the world, the certificates and the files, and listens. Raises a RangeError for options that make no sense. */
export async function startSimulator(given: SimulatorOptions): Promise<Simulator> {
  const nowMs = Date.now();
  const now = given.now ?? Date.now;
  const options = resolveOptions(given, now());
  const world = given.world ?? createWorld(options);
  const [authority, registrations, signer] = await Promise.all([
    createCertificateAuthority(nowMs),
    createRegistrations(options, nowMs),
    createTokenSigner(world.tenantId, options.tokenLifeSeconds),
  ]);
  const socSecret = `whsec_${Buffer.from(new Random(`soc/${options.seed}`).hex(64), 'hex').toString('base64')}`;
  const files = { journalFile: '', alertsFile: '' };
  const journal = new Journal((line) => appendLine(files.journalFile, line));
  const soc = createSocOrigin({
    secret: socSecret,
    onAlert: (alert) => appendLine(files.alertsFile, JSON.stringify(alert)),
  });
  const origins: Record<OriginName, string> = { authority: '', graph: '', management: '', soc: '' };
  const tenant = new TenantState(world, { ...options, apps: registrations.apps });
  const behaviours = {
    ...createTenantOrigins({ options, tenant, signer, journal, origins, apps: registrations.apps }),
    soc: soc.origin,
  };
  const listeners = await listenAll(behaviours, options, journal, await authority.issueForLoopback(), now);
  for (const name of ORIGIN_NAMES) origins[name] = listeners[name].origin;
  const caPem = authority.certificatePem;
  const folder = writeFolder({ options, world, registrations, origins, caPem, socSecret });
  Object.assign(files, folder);
  return {
    ...folder,
    origins: { ...origins },
    world,
    journal,
    soc: soc.inbox,
    offer: (rows) => tenant.offer(rows),
    async stop() {
      await Promise.all(Object.values(listeners).map((listener) => listener.close()));
    },
  };
}

interface TenantParts {
  readonly options: ResolvedOptions;
  readonly tenant: TenantState;
  readonly signer: TokenSigner;
  readonly journal: Journal;
  readonly apps: readonly Registration[];
  /** Filled in once all listen. */
  readonly origins: Readonly<Record<OriginName, string>>;
}

/** The three origins of Microsoft's, over one tenant. */
function createTenantOrigins(parts: TenantParts): Readonly<Record<Exclude<OriginName, 'soc'>, Origin>> {
  const { options, tenant, signer, journal, apps, origins } = parts;
  const { speed, tokenLifeSeconds } = options;
  const context = { tenant, skipTokens: new SkipTokens(), journal, origin: () => origins.graph };
  return {
    authority: createAuthority({
      tenantId: tenant.id,
      apps,
      signer,
      tokenLifeSeconds,
      origins: () => origins,
    }),
    graph: createGraphOrigin(context, signer, speed),
    management: createManagementOrigin({ tenant, signer, speed, origin: () => origins.management }),
  };
}

async function listenAll(
  behaviours: Readonly<Record<OriginName, Origin>>,
  options: ResolvedOptions,
  journal: Journal,
  pair: Parameters<typeof listen>[1],
  now: () => number,
): Promise<Readonly<Record<OriginName, Listener>>> {
  const faults = new FaultPlan(
    options.faultRate,
    options.faultSeed,
    options.scenario === 'token-revoked-mid-page',
  );
  const deps = { faults, journal, speed: options.speed };
  const [authority, graph, management, soc] = await Promise.all(
    ORIGIN_NAMES.map((name) =>
      listen(name, pair, name === 'authority' ? Date.now : now, (call, request, response) =>
        serveOrigin(behaviours[name], deps, call, request, response),
      ),
    ),
  );
  if (authority === undefined || graph === undefined || management === undefined || soc === undefined) {
    throw new Error('a listener is missing');
  }
  return { authority, graph, management, soc };
}

function appendLine(file: string, line: string): void {
  if (file !== '') appendFileSync(file, `${line}\n`);
}
