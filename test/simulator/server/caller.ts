import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import type { OriginName } from '../../../simulator/server/http/call.js';
import type { AppName, SimulatorOptions } from '../../../simulator/server/options.js';
import { type Simulator, startSimulator } from '../../../simulator/server/start-simulator.js';
import { clientAssertion } from './client-assertion.js';

/** JSON of unknown shape, for assertions only. */
export type Loose = { readonly [key: string]: Loose } & readonly Loose[];

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Buffer;
  /** Raises for a body that is not JSON. */
  readonly json: Loose;
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The apps of `tenant.json`. */
export interface AppEntry {
  readonly clientId: string;
  readonly clientSecretFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly federatedTokenFile: string;
}

/** A simulator with a plain caller beside it, which trusts its certificate authority. */
export interface Caller {
  readonly simulator: Simulator;
  readonly apps: Readonly<Record<AppName, AppEntry>>;
  call(origin: OriginName, path: string, options?: CallOptions): Promise<Answer>;
  /** Asks the token endpoint with a form. */
  askToken(form: Readonly<Record<string, string>>): Promise<Answer>;
  /** What the app must send to prove itself. */
  proof(app: AppName): Promise<Readonly<Record<string, string>>>;
  token(app: AppName, resource?: 'graph' | 'management'): Promise<string>;
  /** With a token of the app; `path` below the origin. */
  as(app: AppName, path: string, options?: CallOptions): Promise<Answer>;
  close(): Promise<void>;
}

export async function startCaller(options: Omit<SimulatorOptions, 'dir'>): Promise<Caller> {
  const dir = await mkdtemp(join(tmpdir(), 'simulator-test-'));
  const simulator = await startSimulator({ dir, ...options });
  const dispatcher = new Agent({ connect: { ca: readFileSync(simulator.caFile, 'utf8') } });
  const tenant = JSON.parse(readFileSync(join(dir, 'tenant.json'), 'utf8')) as {
    readonly tenantId: string;
    readonly apps: Readonly<Record<AppName, AppEntry>>;
  };
  const tokenPath = `/${tenant.tenantId}/oauth2/v2.0/token`;
  const kept = new Map<string, string>();

  const caller: Caller = {
    simulator,
    apps: tenant.apps,
    async call(origin, path, { method = 'GET', token, headers = {}, body } = {}) {
      const url = path.startsWith('https://') ? path : `${simulator.origins[origin]}${path}`;
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await request(url, {
        dispatcher,
        method,
        headers: { ...authorization, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const bytes = Buffer.from(await answer.body.arrayBuffer());
      const flat = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      return {
        status: answer.statusCode,
        headers: Object.fromEntries(flat),
        bytes,
        text: bytes.toString('utf8'),
        get json() {
          return JSON.parse(bytes.toString('utf8')) as Loose;
        },
      };
    },
    askToken: (form) =>
      caller.call('authority', tokenPath, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      }),
    proof: (app) => proofOf(app, tenant.apps[app], `${simulator.origins.authority}${tokenPath}`),
    async token(app, resource = 'graph') {
      const key = `${app}/${resource}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const answer = await caller.askToken({
        grant_type: 'client_credentials',
        client_id: tenant.apps[app].clientId,
        scope: `${simulator.origins[resource]}/.default`,
        ...(await caller.proof(app)),
      });
      if (answer.status !== 200) throw new Error(`no token: ${answer.text}`);
      const token = String(answer.json.access_token);
      kept.set(key, token);
      return token;
    },
    async as(app, path, more = {}) {
      const origin = path.includes('/activity/feed/') ? 'management' : 'graph';
      return caller.call(origin, path, { ...more, token: more.token ?? (await caller.token(app, origin)) });
    },
    async close() {
      await dispatcher.destroy();
      await simulator.stop();
      await rm(dir, { recursive: true });
    },
  };
  return caller;
}

async function proofOf(app: AppName, entry: AppEntry, audience: string): Promise<Record<string, string>> {
  if (app === 'reader') return { client_secret: readFileSync(entry.clientSecretFile, 'utf8') };
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion:
      app === 'examiner'
        ? readFileSync(entry.federatedTokenFile, 'utf8')
        : await clientAssertion({ ...entry, audience }),
  };
}
