import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect, rootCertificates, type TLSSocket } from 'node:tls';
import { OutsideError } from '../../model/errors.js';
import type { Boundary } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { SyslogSettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING } from '../../model/telling.js';
import { renderSyslog } from './render-syslog.js';

const TIMEOUT_MS = 15_000;

/**
 * Sends RFC 5424 lines over TLS, framed by their length (RFC 5425). Syslog has no receipt: a connection of its own for each alert,
 * closed from both ends without an error, is the most that can be had. Repeats bear the same `alert`.
 */
export function syslogSink(settings: SyslogSettings, boundary: Boundary, host: string): ReachableSink {
  const { name } = settings;
  const ca =
    settings.caFile === null ? undefined : [...rootCertificates, readFileSync(settings.caFile, 'utf8')];
  const send = (frame: string, signal: AbortSignal): Promise<void> =>
    boundary.cross(`alert:${name}`, () => exchange(settings, ca, frame, signal));
  return {
    name,
    async deliver(alert, signal, telling = PLAIN_TELLING) {
      const line = renderSyslog(alert, telling, settings, host);
      await send(`${Buffer.byteLength(line)} ${line}`, signal);
    },
    async reach(signal) {
      await send('', signal);
      return 'it was reached by TLS; whether it keeps alerts shows with the first one';
    },
  };
}

/** Connects, writes, closes, and waits until the other end has closed too. */
async function exchange(
  settings: SyslogSettings,
  ca: readonly string[] | undefined,
  frame: string,
  signal: AbortSignal,
): Promise<void> {
  const { name, host, port, certificate } = settings;
  await new Promise<void>((resolve, reject) => {
    let socket: TLSSocket | null = null;
    const fail = (error: OutsideError): void => {
      socket?.destroy();
      reject(error);
    };
    const onAbort = (): void => fail(new OutsideError('aborted', `alert:${name}: stopped`));
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket = connect({
      host,
      port,
      minVersion: 'TLSv1.2',
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(ca === undefined ? {} : { ca: [...ca] }),
      ...(certificate === null ? {} : { cert: certificate.certificatePem, key: certificate.privateKeyPem }),
    });
    socket.setTimeout(TIMEOUT_MS, () =>
      fail(new OutsideError('timeout', `${name}: no answer within ${TIMEOUT_MS} ms`)),
    );
    socket.once('secureConnect', () => socket?.end(frame));
    socket.once('error', (cause) => fail(asOutsideError(name, cause)));
    socket.once('close', (hadError) => {
      signal.removeEventListener('abort', onAbort);
      if (!hadError) resolve();
    });
    // What the receiver says is of no account, but must be read for its end to be seen.
    socket.resume();
  });
}

/** The code alone, never the text: that names the host, and for a certificate its owner. */
function asOutsideError(name: string, cause: Error): OutsideError {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return new OutsideError('unreachable', `${name}: ${code}`, { code, cause });
}
