import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate, type PemPair } from './make-certificate.js';

export type Role = 'authority' | 'graph' | 'management';

/** One call as it came over the wire. */
export interface Seen {
  readonly role: Role;
  readonly method: string;
  readonly path: string;
  /** As sent, still encoded. */
  readonly query: string;
  readonly parameters: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export type Reply =
  | 'drop'
  | 'hang'
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly body?: string | Uint8Array;
    };

/** Answers a call, or leaves it to the usual answer. */
export type Script = (call: Seen, nth: number) => Reply | undefined;

export interface FakeTenant {
  readonly endpoints: { readonly authority: string; readonly graph: string; readonly management: string };
  readonly caFile: string;
  readonly seen: Seen[];
  /** Calls of one role whose path holds a text. */
  calls(role: Role, part?: string): readonly Seen[];
  /** `nth` counts the calls of one role and path, from 1. */
  script(script: Script): void;
  close(): Promise<void>;
}

export const TENANT_ID = '11111111-2222-4333-8444-555555555555';

let madeCertificate: PemPair | null = null;

/** Made once per test file: a key takes longer to make than a test to run. */
function serverCertificate(): PemPair {
  madeCertificate ??= makeCertificate();
  return madeCertificate;
}

/** Three TLS origins on loopback that answer what a test tells them, and say which calls came. */
export async function startFakeTenant(): Promise<FakeTenant> {
  const folder = mkdtempSync(join(tmpdir(), 'mailwarden-m365-'));
  const { certificatePem: cert, privateKeyPem: key } = serverCertificate();
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, cert);
  const seen: Seen[] = [];
  const counts = new Map<string, number>();
  let script: Script = () => undefined;
  let tokens = 0;
  const origins = { authority: '', graph: '', management: '' };

  function usual(call: Seen): Reply {
    if (call.role !== 'authority')
      return { status: 404, json: { error: { code: 'NotFound', message: 'no' } } };
    if (call.path.endsWith('/openid-configuration')) {
      const base = `${origins.authority}/${TENANT_ID}`;
      return {
        json: {
          issuer: `${base}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          jwks_uri: `${base}/keys`,
        },
      };
    }
    tokens += 1;
    const value = `token-${tokens}`;
    return { json: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: value } };
  }

  async function serve(role: Role, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await toSeen(role, request);
    seen.push(call);
    const place = `${role} ${call.method} ${call.path}`;
    const nth = (counts.get(place) ?? 0) + 1;
    counts.set(place, nth);
    send(script(call, nth) ?? usual(call), response);
  }

  const servers: Server[] = [];
  for (const role of ['authority', 'graph', 'management'] as const) {
    const server = createServer({ cert, key }, (request, response) => void serve(role, request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origins[role] = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    servers.push(server);
  }
  return {
    endpoints: origins,
    caFile,
    seen,
    calls: (role, part = '') => seen.filter((call) => call.role === role && call.path.includes(part)),
    script(next) {
      script = next;
    },
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      rmSync(folder, { recursive: true });
    },
  };
}

async function toSeen(role: Role, request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  return {
    role,
    method: request.method ?? '',
    path: decodeURIComponent(path),
    query,
    parameters: new URLSearchParams(query),
    headers: request.headers as Record<string, string | undefined>,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(reply: Reply, response: ServerResponse): void {
  if (reply === 'hang') return;
  if (reply === 'drop') {
    response.destroy();
    return;
  }
  const body = reply.json === undefined ? (reply.body ?? '') : JSON.stringify(reply.json);
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
  response.end(body);
}
