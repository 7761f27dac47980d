import { mkdtempSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pagerDutySink } from '../../../agent/alert/sinks/pagerduty.js';
import { sentinelSink } from '../../../agent/alert/sinks/sentinel.js';
import { slackSink } from '../../../agent/alert/sinks/slack.js';
import { splunkSink } from '../../../agent/alert/sinks/splunk.js';
import { teamsSink } from '../../../agent/alert/sinks/teams.js';
import type { Sink } from '../../../agent/model/alert.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { systemClock } from '../../../agent/runtime/clock.js';
import { createHttpClient, type HttpClient } from '../../../agent/runtime/http.js';
import { makeCertificate } from '../../m365/make-certificate.js';
import { hugeAlert, sampleAlert } from '../sample-alerts.js';

interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const pair = makeCertificate();
const caFile = join(mkdtempSync(join(tmpdir(), 'sinks-')), 'ca.pem');
writeFileSync(caFile, pair.certificatePem);
let server: Server;
let origin = '';
let got: Got[] = [];
let answer: (got: Got) => Answer | null = () => ({ status: 200 });

beforeAll(async () => {
  server = createServer({ cert: pair.certificatePem, key: pair.privateKeyPem }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      got.push(one);
      const given = answer(one);
      if (given !== null) response.writeHead(given.status, given.headers).end(given.body ?? '');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  got = [];
  answer = () => ({ status: 200 });
});

const tokens = { token: async () => 'TOKEN', invalidate: () => {} };
const SINKS: readonly { name: string; path: string; ok: Answer; open: (http: HttpClient) => Sink }[] = [
  {
    name: 'slack',
    path: '/services/T0/SECRET',
    ok: { status: 200, body: 'ok' },
    open: (http) =>
      slackSink(
        { type: 'slack', name: 'slack', url: `${origin}/services/T0/SECRET`, caFile },
        http,
        systemClock,
      ),
  },
  {
    name: 'teams',
    path: '/workflows/SECRET',
    ok: { status: 202 },
    open: (http) =>
      teamsSink(
        { type: 'teams', name: 'teams', url: `${origin}/workflows/SECRET`, caFile },
        http,
        systemClock,
      ),
  },
  {
    name: 'pagerduty',
    path: '/v2/enqueue',
    ok: { status: 202, body: '{"status":"success"}' },
    open: (http) =>
      pagerDutySink(
        { type: 'pagerduty', name: 'pagerduty', url: `${origin}/v2/enqueue`, routingKey: 'SECRET', caFile },
        http,
        systemClock,
      ),
  },
  {
    name: 'splunk',
    path: '/services/collector/event',
    ok: { status: 200, body: '{"text":"Success","code":0}' },
    open: (http) => splunk(http, false),
  },
  {
    name: 'sentinel',
    path: '/dataCollectionRules/dcr-1/streams/Custom-Mailwarden_CL?api-version=2023-01-01',
    ok: { status: 204 },
    open: (http) =>
      sentinelSink(
        {
          type: 'sentinel',
          name: 'sentinel',
          endpoint: origin,
          ruleId: 'dcr-1',
          stream: 'Custom-Mailwarden_CL',
          identity: 'reader',
          caFile,
        },
        http,
        tokens,
        systemClock,
      ),
  },
];

function splunk(http: HttpClient, acknowledges: boolean): Sink {
  const settings = {
    type: 'splunk',
    name: 'splunk',
    url: origin,
    token: 'SECRET',
    index: null,
    caFile,
  } as const;
  return splunkSink({ ...settings, acknowledges }, http, systemClock);
}

function client(ca: string | null = caFile): HttpClient {
  const base = { boundary: openBoundary, allowedOrigins: [origin] };
  return createHttpClient(ca === null ? base : { ...base, caFile: ca });
}

async function failureOf(sink: Sink, signal = new AbortController().signal): Promise<unknown> {
  return sink.deliver(sampleAlert(), signal).then(
    () => null,
    (error: unknown) => error,
  );
}

for (const { name, path, ok, open } of SINKS) {
  describe(`the ${name} sink`, () => {
    it('delivers JSON to its address, whatever the language and however long', async () => {
      answer = () => ok;
      for (const alert of [sampleAlert(), hugeAlert()])
        await open(client()).deliver(alert, new AbortController().signal);
      expect(got.map((one) => one.path)).toEqual([path, path]);
      expect(got[0]?.headers['content-type']).toContain('application/json');
      expect(got[0]?.body).toContain('zoë@contoso.com');
      for (const { body } of got) expect(JSON.parse(body)).toBeTypeOf('object');
    });

    const refusals = [
      { status: 429, headers: { 'retry-after': '7' }, expected: { kind: 'throttled', retryAfterMs: 7_000 } },
      { status: 503, headers: {}, expected: { kind: 'server-error', isRetryable: true } },
      { status: 400, headers: {}, expected: { kind: 'refused', isRetryable: false } },
      { status: 403, headers: {}, expected: { kind: 'credential' } },
      { status: 302, headers: { location: 'https://evil.example/' }, expected: { kind: 'refused' } },
    ];
    for (const { status, headers, expected } of refusals) {
      it(`says what ${status} means, and names no secret`, async () => {
        answer = () => ({ status, headers });
        const failure = await failureOf(open(client()));
        expect(failure).toMatchObject(expected);
        expect(String(failure)).not.toMatch(/SECRET|TOKEN/);
        expect(got).toHaveLength(1);
      });
    }

    it('does not hang with a receiver that does', async () => {
      answer = () => null;
      const stop = new AbortController();
      const failing = failureOf(open(client()), stop.signal);
      while (got.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      stop.abort();
      expect(await failing).toMatchObject({ kind: 'aborted' });
    });

    it('speaks to nobody whose certificate it does not know', async () => {
      expect(await failureOf(open(client(null)))).toMatchObject({ kind: 'unreachable' });
      expect(got).toEqual([]);
    });
  });
}

describe('receivers with ways of their own', () => {
  it('Teams that answers 200 and posts nothing has not taken it', async () => {
    answer = () => ({
      status: 200,
      body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429',
    });
    const teams = SINKS.find(({ name }) => name === 'teams');
    expect(await failureOf(teams?.open(client()) as Sink)).toMatchObject({ kind: 'throttled' });
  });

  it('Splunk with acknowledgement has it once it is indexed, and not before', async () => {
    let looks = 0;
    answer = ({ path }) => {
      if (!path.startsWith('/services/collector/ack')) return { status: 200, body: '{"code":0,"ackId":4}' };
      looks += 1;
      return { status: 200, body: JSON.stringify({ acks: { 4: looks > 1 } }) };
    };
    expect(await failureOf(splunk(client(), true))).toBeNull();
    expect(looks).toBe(2);
    const channels = new Set(got.map(({ headers }) => headers['x-splunk-request-channel']));
    expect(channels.size).toBe(1);
  });
});
