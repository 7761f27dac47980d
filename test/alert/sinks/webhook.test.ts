import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { webhookSink } from '../../../agent/alert/sinks/webhook.js';
import type { Alert } from '../../../agent/model/alert.js';
import { OutsideError } from '../../../agent/model/errors.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { systemClock } from '../../../agent/runtime/clock.js';
import { createHttpClient } from '../../../agent/runtime/http.js';

const ALERT: Alert = {
  id: 'alert-1',
  incident: 'inc-1',
  milestone: 'opened',
  severity: 'high',
  at: '2026-01-01T00:00:00.000Z',
  title: 'ü: suspected',
  body: { class_uid: 2004, message: 'ü: suspected' },
};

let server: Server | null = null;
afterEach(() => server?.close());

async function receiver(status: number, headers: Record<string, string> = {}) {
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { url, got };
}

function sinkFor(url: string, secret: string) {
  const http = createHttpClient({ boundary: openBoundary, allowedOrigins: [new URL(url).origin] });
  return webhookSink({ name: 'webhook-0', url, secret }, http, systemClock);
}

const signal = new AbortController().signal;

describe('the webhook sink', () => {
  for (const secret of [
    'any text that a person chose',
    `whsec_${Buffer.from('a proper key of bytes').toString('base64')}`,
  ]) {
    it(`signs so that a receiver's own library accepts it (${secret.slice(0, 5)})`, async () => {
      const { url, got } = await receiver(204);
      await sinkFor(url, secret).deliver(ALERT, signal);
      const key = secret.startsWith('whsec_') ? secret : Buffer.from(secret).toString('base64');
      const verified = new Webhook(key).verify(got[0]?.body ?? '', got[0]?.headers as Record<string, string>);
      expect(verified).toEqual(ALERT.body);
      expect(got[0]?.headers['webhook-id']).toBe('alert-1');
    });
  }

  const refusals = [
    {
      name: 'a throttled receiver is tried again not earlier than it says',
      status: 429,
      headers: { 'retry-after': '7' },
      expected: { kind: 'throttled', isRetryable: true, retryAfterMs: 7000 },
    },
    {
      name: 'a broken receiver is tried again',
      status: 503,
      headers: {},
      expected: { kind: 'server-error', isRetryable: true },
    },
    {
      name: 'a receiver that refuses the message is not',
      status: 422,
      headers: {},
      expected: { kind: 'refused', isRetryable: false },
    },
    {
      name: 'a login that is not accepted is for a person to mend',
      status: 401,
      headers: {},
      expected: { kind: 'credential' },
    },
  ];
  for (const { name, status, headers, expected } of refusals) {
    it(name, async () => {
      const { url } = await receiver(status, headers);
      const failure = await sinkFor(url, 'secret')
        .deliver(ALERT, signal)
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(OutsideError);
      expect(failure).toMatchObject(expected);
    });
  }

  it('never names the address in an error, since it may hold a key', async () => {
    const failure = await sinkFor('http://127.0.0.1:9/services/T000/SECRET', 's')
      .deliver(ALERT, signal)
      .catch((error: unknown) => error);
    expect(String(failure)).not.toContain('SECRET');
  });
});
