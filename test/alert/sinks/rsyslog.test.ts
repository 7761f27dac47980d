import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syslogSink } from '../../../agent/alert/sinks/syslog.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { makeCertificate } from '../../m365/make-certificate.js';
import { hugeAlert, sampleAlert } from '../sample-alerts.js';

const PROGRAM = ['/usr/sbin/rsyslogd', '/usr/local/sbin/rsyslogd'].find((path) => existsSync(path));
const DRIVER = ['x86_64-linux-gnu', 'aarch64-linux-gnu', '']
  .map((part) => join('/usr/lib', part, 'rsyslog', 'lmnsd_ossl.so'))
  .find((path) => existsSync(path));
const MISSING =
  PROGRAM === undefined || DRIVER === undefined
    ? ' [skipped: rsyslogd with rsyslog-openssl is not installed]'
    : '';

const directory = mkdtempSync(join(tmpdir(), 'rsyslog-'));
const inDirectory = (name: string): string => join(directory, name);
const never = new AbortController().signal;
let receiver: ChildProcess | null = null;
let port = 0;

/** What a SOC would have: frames by length over TLS, each part of the line told apart. */
function configuration(): string {
  return `global(workDirectory="${directory}" maxMessageSize="64k"
  defaultNetstreamDriver="ossl"
  defaultNetstreamDriverCAFile="${inDirectory('cert.pem')}"
  defaultNetstreamDriverCertFile="${inDirectory('cert.pem')}"
  defaultNetstreamDriverKeyFile="${inDirectory('key.pem')}")
module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")
input(type="imtcp" address="127.0.0.1" port="${port}")
template(name="parts" type="list" option.jsonf="on") {
  property(outname="facility" name="syslogfacility" format="jsonf")
  property(outname="severity" name="syslogseverity" format="jsonf")
  property(outname="time" name="timereported" dateFormat="rfc3339" format="jsonf")
  property(outname="host" name="hostname" format="jsonf")
  property(outname="app" name="app-name" format="jsonf")
  property(outname="kind" name="msgid" format="jsonf")
  property(outname="data" name="structured-data" format="jsonf")
  property(outname="text" name="msg" format="jsonf")
}
action(type="omfile" file="${inDirectory('received.ndjson')}" template="parts")
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function sink(format: 'rfc5424' | 'cef' = 'rfc5424') {
  const settings = { type: 'syslog', name: 'soc', host: '127.0.0.1', port, format, facility: 13 } as const;
  return syslogSink(
    { ...settings, certificate: null, caFile: inDirectory('cert.pem') },
    openBoundary,
    'warden.example',
  );
}

async function received(count: number): Promise<readonly Record<string, string>[]> {
  for (;;) {
    const file = inDirectory('received.ndjson');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
    if (lines.length >= count) return lines.map((line) => JSON.parse(line) as Record<string, string>);
    await sleep(50);
  }
}

describe.skipIf(MISSING !== '')(`rsyslog as the receiver${MISSING}`, () => {
  beforeAll(async () => {
    const pair = makeCertificate();
    writeFileSync(inDirectory('cert.pem'), pair.certificatePem);
    writeFileSync(inDirectory('key.pem'), pair.privateKeyPem);
    port = await freePort();
    writeFileSync(inDirectory('rsyslog.conf'), configuration());
    const files = ['-f', inDirectory('rsyslog.conf'), '-i', inDirectory('pid')];
    const check = spawnSync(PROGRAM ?? '', ['-N1', ...files], { encoding: 'utf8' });
    expect(check.status, check.stderr).toBe(0);
    receiver = spawn(PROGRAM ?? '', ['-n', ...files], { stdio: 'ignore' });
    for (let isUp = false; !isUp; ) {
      isUp = await sink()
        .reach(never)
        .then(
          () => true,
          () => sleep(100).then(() => false),
        );
    }
  });
  afterAll(() => receiver?.kill());

  it('takes each alert apart as it was meant, whatever the language, the length and the format', async () => {
    const alert = sampleAlert();
    await sink().deliver(alert, never);
    await sink().deliver(hugeAlert(), never);
    await sink('cef').deliver(alert, never);
    const [plain, huge, cef] = await received(3);
    expect(plain).toMatchObject({
      facility: '13',
      severity: '3',
      time: '2026-03-01T10:00:00.000Z',
      host: 'warden.example',
      app: 'mailwarden',
      kind: 'opened',
      data: expect.stringContaining(`alert="${alert.id}"`),
      text: expect.stringContaining('zoë@contoso.com'),
    });
    expect(huge).toMatchObject({
      app: 'mailwarden',
      data: expect.stringContaining(`alert="${hugeAlert().id}"`),
    });
    expect(cef?.text).toMatch(/CEF:0\|/);
  });
});
