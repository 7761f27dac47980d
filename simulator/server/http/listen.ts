import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { PemPair } from '../tls/issue-certificates.js';
import type { Call, OriginName } from './call.js';

export interface Listener {
  /** `https://127.0.0.1:<port>`. */
  readonly origin: string;
  close(): Promise<void>;
}

const LONGEST_BODY_BYTES = 4 * 1024 * 1024;

/** A TLS listener on loopback with a port of the machine's choice. `now` is its calendar. A handler that fails is answered with 500. */
export async function listen(
  name: OriginName,
  pair: PemPair,
  now: () => number,
  serve: (call: Call, request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listener> {
  const server = createServer(
    { cert: pair.certificatePem, key: pair.privateKeyPem, minVersion: 'TLSv1.2' },
    (request, response) => {
      response.on('error', () => {});
      request.on('error', () => {});
      response.setHeader('date', new Date(now()).toUTCString());
      toCall(name, now, request)
        .then((call) => (call === null ? refuseSyntax(response) : serve(call, request, response)))
        .catch((error: unknown) => failLoudly(response, error));
    },
  );
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Null when the request target cannot be decoded. */
async function toCall(origin: OriginName, now: () => number, request: IncomingMessage): Promise<Call | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > LONGEST_BODY_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
  const segments = decodeSegments(path);
  if (segments === null) return null;
  const headers: Record<string, string> = {};
  for (const [key, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[key] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    origin,
    method: request.method ?? 'GET',
    segments,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.concat(chunks),
    nowMs: now(),
    machineMs: Date.now(),
  };
}

function decodeSegments(path: string): readonly string[] | null {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}

async function refuseSyntax(response: ServerResponse): Promise<void> {
  response.writeHead(400, { 'content-type': 'text/html' });
  response.end('<h2>Bad Request</h2>');
}

function failLoudly(response: ServerResponse, error: unknown): void {
  process.stderr.write(
    `simulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
  response.end('the simulator failed');
}
