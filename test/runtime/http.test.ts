import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutsideError } from '../../agent/model/errors.js';
import { createHttpClient } from '../../agent/runtime/http.js';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function clientFor(origin: string, crossed: string[] = []) {
  return createHttpClient({
    allowedOrigins: [origin],
    boundary: {
      cross: (name, act) => {
        crossed.push(name);
        return act();
      },
    },
  });
}

const call = { name: 'test:GET', method: 'GET', timeoutMs: 2000 } as const;

async function failureOf(sent: Promise<unknown>): Promise<OutsideError> {
  return (await sent.catch((error: unknown) => error)) as OutsideError;
}

describe('the http client', () => {
  it('gives every answer, whatever its status, and crosses the boundary', async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(503, { 'Retry-After': '3' }).end('busy'),
    );
    const crossed: string[] = [];
    const answer = await clientFor(origin, crossed).send({ ...call, url: `${origin}/x` });
    expect({
      status: answer.status,
      after: answer.headers['retry-after'],
      body: Buffer.from(answer.body).toString(),
    }).toEqual({
      status: 503,
      after: '3',
      body: 'busy',
    });
    expect(crossed).toEqual(['test:GET']);
  });

  it('calls no host that is not allowed, and the boundary does not see it', async () => {
    const crossed: string[] = [];
    const failure = await failureOf(
      clientFor('https://graph.example', crossed).send({ ...call, url: 'https://evil.example/x' }),
    );
    expect(failure).toMatchObject({ kind: 'refused', isRetryable: false });
    expect(crossed).toEqual([]);
  });

  it('does not follow a redirect to another host', async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(302, { location: 'https://evil.example' }).end(),
    );
    expect((await clientFor(origin).send({ ...call, url: origin })).status).toBe(302);
  });

  it('tells a silent server from a dead one', async () => {
    const origin = await serve(() => {});
    expect(await failureOf(clientFor(origin).send({ ...call, url: origin, timeoutMs: 50 }))).toMatchObject({
      kind: 'timeout',
    });
    expect(
      await failureOf(clientFor('http://127.0.0.1:9').send({ ...call, url: 'http://127.0.0.1:9/' })),
    ).toMatchObject({
      kind: 'unreachable',
      isRetryable: true,
    });
  });

  it('refuses an answer that is longer than allowed', async () => {
    const origin = await serve((_request, response) => response.end('x'.repeat(5000)));
    expect(await failureOf(clientFor(origin).send({ ...call, url: origin, maxBytes: 1000 }))).toMatchObject({
      kind: 'refused',
    });
  });

  it('names neither query nor user in an error', async () => {
    const failure = await failureOf(
      clientFor('http://127.0.0.1:9').send({ ...call, url: 'http://127.0.0.1:9/users/ann@x?token=1' }),
    );
    expect(failure.message).not.toMatch(/ann|token=/);
  });
});
