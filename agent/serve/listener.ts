import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '../model/ports.js';
import type { Answer } from './answer.js';

/**
 * Limits against a caller that means ill or is broken. A scrape takes one short request; nothing here needs more. Node's own
 * are 16 KiB of headers, a minute for them, five for a request, and no end of connections (https://nodejs.org/api/http.html).
 */
const MAX_HEADER_BYTES = 8_192;
const MAX_HEADERS = 64;
const MAX_CONNECTIONS = 64;
const HEADERS_WITHIN_MS = 5_000;
const REQUEST_WITHIN_MS = 10_000;
const IDLE_MS = 5_000;
const SOCKET_IDLE_MS = 30_000;
const MAX_REQUESTS_PER_SOCKET = 100;
/** How often Node looks for connections that are over time: every half minute by itself. */
const LOOK_EVERY_MS = 500;

/** How long a caller may take, in milliseconds. */
export interface ListenerTimes {
  readonly headersWithinMs: number;
  readonly requestWithinMs: number;
}

const USUAL_TIMES: ListenerTimes = {
  headersWithinMs: HEADERS_WITHIN_MS,
  requestWithinMs: REQUEST_WITHIN_MS,
};

const REFUSALS = {
  400: 'malformed request',
  404: 'there are /healthz, /readyz and /metrics',
  405: 'GET and HEAD only',
  408: 'the request took too long',
  413: 'a request has no body here',
  417: 'a request has no body here',
  431: 'the headers are too long or too many',
  500: 'the answer could not be made',
} as const;

type Refusal = keyof typeof REFUSALS;

/** A server that is not listening yet. Answers `GET` and `HEAD` without a body; what it refuses it never repeats to the caller. */
export function createListener(
  answer: (path: string) => Promise<Answer | null>,
  log: Log,
  times: ListenerTimes = USUAL_TIMES,
): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: times.headersWithinMs,
    requestTimeout: times.requestWithinMs,
    keepAliveTimeout: IDLE_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_SOCKET;
  // Node would drop the rest in silence; they are counted here and refused.
  server.maxHeadersCount = 0;
  server.setTimeout(SOCKET_IDLE_MS, (socket) => socket.destroy());
  server.on('request', (request, response) => void respond(request, response, answer, log));
  server.on('checkContinue', (_request, response: ServerResponse) => refuse(response, 417));
  server.on('clientError', (cause: NodeJS.ErrnoException, socket) => refuseRaw(cause, socket));
  return server;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (path: string) => Promise<Answer | null>,
  log: Log,
): Promise<void> {
  const refusal = judge(request);
  if (refusal !== null) return refuse(response, refusal);
  try {
    const found = await answer(pathOf(request.url ?? ''));
    if (found === null) return refuse(response, 404);
    send(response, found, request.method === 'HEAD');
  } catch (cause) {
    log.error({ reason: String(cause) }, 'an answer of the health listener could not be made');
    refuse(response, 500);
  }
}

function judge({ method, headers, rawHeaders }: IncomingMessage): Refusal | null {
  if (rawHeaders.length / 2 > MAX_HEADERS) return 431;
  if (method !== 'GET' && method !== 'HEAD') return 405;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return hasBody ? 413 : null;
}

/** Without the query, which nothing here reads. */
function pathOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path;
}

/** The connection ends with it: what follows of a request that was refused is not read. */
function refuse(response: ServerResponse, status: Refusal): void {
  response.setHeader('connection', 'close');
  if (status === 405) response.setHeader('allow', 'GET, HEAD');
  const { req } = response;
  response.once('finish', () => req.socket.destroySoon());
  send(response, { status, contentType: 'text/plain; charset=utf-8', body: `${REFUSALS[status]}\n` }, false);
}

function send(response: ServerResponse, { status, contentType, body }: Answer, isHead: boolean): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(isHead ? undefined : body);
}

/** What the parser of HTTP did not take never became a request. */
function refuseRaw(cause: NodeJS.ErrnoException, socket: Duplex): void {
  if (cause.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = rawStatus(cause.code);
  const body = `${REFUSALS[status]}\n`;
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

function rawStatus(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}
