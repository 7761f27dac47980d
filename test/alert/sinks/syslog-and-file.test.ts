import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { fileSink } from '../../../agent/alert/sinks/file.js';
import { syslogSink } from '../../../agent/alert/sinks/syslog.js';
import type { SyslogSettings } from '../../../agent/model/sink-settings.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { makeCertificate } from '../../m365/make-certificate.js';
import { hugeAlert, sampleAlert } from '../sample-alerts.js';

const pair = makeCertificate();
const directory = mkdtempSync(join(tmpdir(), 'lines-'));
const caFile = join(directory, 'ca.pem');
writeFileSync(caFile, pair.certificatePem);
const never = new AbortController().signal;
const AGAIN = { reminder: 0, earlier: [], mayBeRepeat: true };
let server: Server | null = null;
afterEach(() => server?.close());

async function receiver(): Promise<{ port: number; bytes: Buffer[] }> {
  const bytes: Buffer[] = [];
  server = createServer({ cert: pair.certificatePem, key: pair.privateKeyPem }, (socket) => {
    socket.on('data', (chunk: Buffer) => bytes.push(chunk));
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  return { port: (server.address() as AddressInfo).port, bytes };
}

/** Frames by their length in octets, as RFC 5425 has them. */
function framesOf(bytes: Buffer): readonly string[] {
  const frames: string[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const space = rest.indexOf(' ');
    const length = Number(rest.subarray(0, space).toString());
    frames.push(rest.subarray(space + 1, space + 1 + length).toString());
    rest = rest.subarray(space + 1 + length);
  }
  return frames;
}

function syslog(port: number, change: Partial<SyslogSettings> = {}) {
  const settings = {
    type: 'syslog',
    name: 'syslog-0',
    host: '127.0.0.1',
    port,
    format: 'rfc5424',
    facility: 13,
    certificate: null,
    caFile,
  } as const;
  return syslogSink({ ...settings, ...change }, openBoundary, 'warden.example');
}

describe('the syslog sink', () => {
  it('sends frames that a receiver can part by their length, whatever the language and however long', async () => {
    const { port, bytes } = await receiver();
    for (const alert of [sampleAlert(), hugeAlert()]) await syslog(port).deliver(alert, never);
    const frames = framesOf(Buffer.concat(bytes));
    expect(frames).toHaveLength(2);
    expect(frames[0]).toMatch(
      /^<107>1 2026-03-01T10:00:00\.000Z warden\.example mailwarden - opened \[mailwarden@32473 /,
    );
    expect(frames[0]).toContain('zoë@contoso.com');
    for (const frame of frames) expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(8_192);
  });

  it('speaks to nobody whose certificate it does not know', async () => {
    const { port, bytes } = await receiver();
    const failure = await syslog(port, { caFile: null })
      .deliver(sampleAlert(), never)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'unreachable' });
    expect(bytes).toEqual([]);
  });

  it('says that nobody answers', async () => {
    const { port } = await receiver();
    await new Promise<void>((closed) => server?.close(() => closed()));
    const failure = await syslog(port)
      .deliver(sampleAlert(), never)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
  });
});

describe('the file sink', () => {
  it('has one line for each alert, also after a crash between writing and remembering', async () => {
    const path = join(directory, 'alerts.ndjson');
    const file = fileSink({ type: 'file', name: 'file-0', path }, openBoundary);
    await file.deliver(sampleAlert(), never);
    await file.deliver(sampleAlert(), never, AGAIN);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { alert: string }).alert)).toEqual([sampleAlert().id]);
  });

  it('ends a line that a crash left half written, so that the next one can be read', async () => {
    const path = join(directory, 'torn.ndjson');
    writeFileSync(path, '{"alert":"alert-9","thr');
    await fileSink({ type: 'file', name: 'file-0', path }, openBoundary).deliver(sampleAlert(), never, AGAIN);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ alert: sampleAlert().id, mayBeRepeat: true });
  });

  it('names no path when it cannot write', async () => {
    const path = join(directory, 'no-such-folder', 'alerts.ndjson');
    const failure = await fileSink({ type: 'file', name: 'file-0', path }, openBoundary)
      .deliver(sampleAlert(), never)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'unreachable', code: 'ENOENT' });
    expect(String(failure)).not.toContain('no-such-folder');
  });
});
