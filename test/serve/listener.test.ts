import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../agent/runtime/log.js';
import { createListener } from '../../agent/serve/listener.js';

const MARK = 'anna-secret';

async function listening(
  answer: (path: string) => Promise<{ status: number; contentType: string; body: string } | null>,
): Promise<number> {
  const server = createListener(answer, silentLog, { headersWithinMs: 300, requestWithinMs: 600 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** Sends bytes as they are and gives all that came back, once the other side has hung up. */
async function exchange(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => {});
  socket.write(request);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

const ok = async (path: string) =>
  path === '/healthz' ? { status: 200, contentType: 'text/plain', body: 'ok\n' } : null;
const HEAD = 'Host: x\r\nConnection: close\r\n';

describe('the listener', () => {
  const ANSWERED = [
    { name: 'GET', given: `GET /healthz HTTP/1.1\r\n${HEAD}\r\n`, expected: /^HTTP\/1\.1 200 .*ok\n$/s },
    {
      name: 'HEAD, without a body',
      given: `HEAD /healthz HTTP/1.1\r\n${HEAD}\r\n`,
      expected: /200 .*\r\n\r\n$/s,
    },
    {
      name: 'a query, which is not read',
      given: `GET /healthz?a=${MARK} HTTP/1.1\r\n${HEAD}\r\n`,
      expected: / 200 /,
    },
  ];
  for (const { name, given, expected } of ANSWERED) {
    it(`answers ${name}`, async () => expect(await exchange(await listening(ok), given)).toMatch(expected));
  }

  const manyHeaders = Array.from({ length: 80 }, (_, index) => `X-${index}: 1\r\n`).join('');
  const REFUSED = [
    { name: 'another path', given: `GET /${MARK} HTTP/1.1\r\n${HEAD}\r\n`, status: 404 },
    { name: 'a path that climbs', given: `GET /../healthz HTTP/1.1\r\n${HEAD}\r\n`, status: 404 },
    { name: 'a method that writes', given: `DELETE /healthz HTTP/1.1\r\n${HEAD}\r\n`, status: 405 },
    { name: 'a method that nobody knows', given: `${MARK} /healthz HTTP/1.1\r\n${HEAD}\r\n`, status: 400 },
    { name: 'a body', given: `GET /healthz HTTP/1.1\r\n${HEAD}Content-Length: 5\r\n\r\nhello`, status: 413 },
    {
      name: 'a body in chunks',
      given: `GET /healthz HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
      status: 413,
    },
    {
      name: 'a body that asks first',
      given: `POST /healthz HTTP/1.1\r\n${HEAD}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n`,
      status: 417,
    },
    {
      name: 'two lengths',
      given: `GET /healthz HTTP/1.1\r\n${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
      status: 400,
    },
    {
      name: 'a long header',
      given: `GET /healthz HTTP/1.1\r\n${HEAD}X-A: ${MARK.repeat(2_000)}\r\n\r\n`,
      status: 431,
    },
    { name: 'a long path', given: `GET /${MARK.repeat(2_000)} HTTP/1.1\r\n${HEAD}\r\n`, status: 431 },
    { name: 'many headers', given: `GET /healthz HTTP/1.1\r\n${HEAD}${manyHeaders}\r\n`, status: 431 },
    { name: 'what is no HTTP', given: `\x16\x03\x01\x02\x00${MARK}\r\n\r\n`, status: 400 },
    { name: 'no host', given: 'GET /healthz HTTP/1.1\r\n\r\n', status: 400 },
  ];
  for (const { name, given, status } of REFUSED) {
    it(`refuses ${name} with ${status}, hangs up and repeats nothing of it`, async () => {
      const answer = await exchange(await listening(ok), given);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer).not.toContain(MARK);
    });
  }

  it('hangs up on a caller that never ends its headers', async () => {
    const answer = await exchange(await listening(ok), 'GET /healthz HTTP/1.1\r\nX-Slow: ');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('holds no more than 64 callers at once, and serves again once they are gone', async () => {
    const port = await listening(ok);
    const idle = Array.from({ length: 80 }, () =>
      connect(port, '127.0.0.1')
        .on('error', () => {})
        .resume(),
    );
    await Promise.all(idle.map((socket) => once(socket, 'close')));
    expect(await exchange(port, `GET /healthz HTTP/1.1\r\n${HEAD}\r\n`)).toMatch(/ 200 /);
  });

  it('says nothing of why an answer could not be made', async () => {
    const port = await listening(() => Promise.reject(new Error(MARK)));
    const answer = await exchange(port, `GET /healthz HTTP/1.1\r\n${HEAD}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 500 /);
    expect(answer).not.toContain(MARK);
  });
});
