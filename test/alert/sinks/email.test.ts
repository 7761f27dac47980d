import { mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { emailSink } from '../../../agent/alert/sinks/email.js';
import type { EmailSettings } from '../../../agent/model/sink-settings.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { makeCertificate } from '../../m365/make-certificate.js';
import { hugeAlert, sampleAlert } from '../sample-alerts.js';

const pair = makeCertificate();
const caFile = join(mkdtempSync(join(tmpdir(), 'mail-')), 'ca.pem');
writeFileSync(caFile, pair.certificatePem);
const never = new AbortController().signal;
let close: () => void = () => {};
afterEach(() => close());

interface Received {
  readonly to: readonly string[];
  readonly mail: string;
}

async function receiver(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    cert: pair.certificatePem,
    key: pair.privateKeyPem,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'warden' && password === 'SECRET' ? done(null, { user: 'warden' }) : done(new Error('no')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, mail: Buffer.concat(chunks).toString() });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  close = () => server.close(() => {});
  return { port: (server.server.address() as AddressInfo).port, received };
}

function sink(port: number, change: Partial<EmailSettings> = {}) {
  return emailSink(
    {
      type: 'email',
      name: 'email-0',
      host: '127.0.0.1',
      port,
      tls: 'starttls',
      login: { user: 'warden', password: 'SECRET' },
      from: 'warden@contoso.com',
      to: ['soc@contoso.com', 'night@contoso.com'],
      caFile,
      ...change,
    },
    openBoundary,
  );
}

function failureOf(delivery: Promise<void>): Promise<unknown> {
  return delivery.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('the e-mail sink, with a real server', () => {
  for (const tls of ['starttls', 'implicit'] as const) {
    it(`sends plain text and HTML over ${tls}, in one conversation, whatever the alert`, async () => {
      const { port, received } = await receiver({ secure: tls === 'implicit' });
      await sink(port, { tls }).deliver(sampleAlert(), never);
      await sink(port, { tls }).deliver(hugeAlert(), never);
      expect(received.map(({ to }) => to)).toEqual(Array(2).fill(['soc@contoso.com', 'night@contoso.com']));
      const mail = received[0]?.mail ?? '';
      expect(mail).toContain('Content-Type: text/plain; charset=utf-8');
      expect(mail).toContain('Content-Type: text/html; charset=utf-8');
      expect(mail).toContain(`Message-ID: <${sampleAlert().id}.email-0@contoso.com>`);
      expect(mail).toContain('In-Reply-To: <inc-1.email-0@contoso.com>');
      expect(mail).toContain('Auto-Submitted: auto-generated');
    });
  }

  it('never sends in the clear: without STARTTLS nothing is sent', async () => {
    const { port, received } = await receiver({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    const failure = await failureOf(sink(port).deliver(sampleAlert(), never));
    expect(failure).toMatchObject({ kind: 'unreachable' });
    expect(received).toEqual([]);
  });

  it('speaks to no server whose certificate it does not know', async () => {
    const { port, received } = await receiver();
    expect(await failureOf(sink(port, { caFile: null }).deliver(sampleAlert(), never))).toMatchObject({
      kind: 'unreachable',
    });
    expect(received).toEqual([]);
  });

  it('a login that is not accepted is for a person, and is not repeated in the error', async () => {
    const { port } = await receiver();
    const login = { user: 'warden', password: 'WRONG-SECRET' };
    const failure = await failureOf(sink(port, { login }).deliver(sampleAlert(), never));
    expect(failure).toMatchObject({ kind: 'credential' });
    expect(String(failure)).not.toContain('WRONG-SECRET');
  });

  it('a server that is busy is tried again; a recipient that it took is not written to twice', async () => {
    let isFull = true;
    const { port, received } = await receiver({
      onRcptTo: ({ address }, _session, done) =>
        isFull && address.startsWith('night')
          ? done(Object.assign(new Error('mailbox full'), { responseCode: 452 }))
          : done(),
    });
    const email = sink(port);
    const failure = await failureOf(email.deliver(sampleAlert(), never));
    expect(failure).toMatchObject({ isRetryable: true });
    expect(String(failure)).not.toContain('night@');
    isFull = false;
    await email.deliver(sampleAlert(), never);
    expect(received.map(({ to }) => to)).toEqual([['soc@contoso.com'], ['night@contoso.com']]);
  });

  it('does not hang with a server that says nothing', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((ready) => mute.listen(0, '127.0.0.1', ready));
    close = () => mute.close();
    const stop = new AbortController();
    const failing = failureOf(sink((mute.address() as AddressInfo).port).deliver(sampleAlert(), stop.signal));
    stop.abort();
    expect(await failing).toMatchObject({ kind: 'aborted' });
  });
});
