import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import { OutsideError } from '../../model/errors.js';
import type { Boundary } from '../../model/ports.js';
import type { ReachableSink } from '../../model/reachable-sink.js';
import type { EmailSettings } from '../../model/sink-settings.js';
import { PLAIN_TELLING, type Telling } from '../../model/telling.js';
import { renderEmail } from './render-email.js';
import { asSmtpFault } from './smtp-fault.js';

const TIMEOUT_MS = 20_000;

/**
 * Sends mail over SMTP, always by TLS. The message id follows from the alert, so that a mail system that looks at it keeps one;
 * alerts about one thing are one conversation.
 */
export function emailSink(settings: EmailSettings, boundary: Boundary): ReachableSink {
  const { name } = settings;
  /** Whom the last broken-off sending of an alert reached: they are not written to twice. */
  const reached = new Map<string, readonly string[]>();
  return {
    name,
    async deliver(alert, signal, telling = PLAIN_TELLING) {
      const to = settings.to.filter((address) => reached.get(alert.id)?.includes(address) !== true);
      const info = await attempt(settings, boundary, signal, (transport) =>
        transport.sendMail({ ...mailOf(alert, telling, settings), to: [...to] }),
      );
      const missed = info.rejected.length;
      if (missed === 0) {
        reached.delete(alert.id);
        return;
      }
      reached.clear();
      reached.set(
        alert.id,
        settings.to.filter((address) => !info.rejected.includes(address)),
      );
      throw new OutsideError(
        'refused',
        `${name}: the server refused ${missed} of ${settings.to.length} recipients`,
        {
          isRetryable: true,
        },
      );
    },
    async reach(signal) {
      await attempt(settings, boundary, signal, (transport) => transport.verify());
      return settings.login === null
        ? 'the server was reached by TLS'
        : 'the server was reached by TLS and takes the login';
    },
  };
}

type Transport = ReturnType<typeof transportOf>;

async function attempt<T>(
  settings: EmailSettings,
  boundary: Boundary,
  signal: AbortSignal,
  act: (transport: Transport) => Promise<T>,
): Promise<T> {
  const { name } = settings;
  const transport = transportOf(settings);
  let stop = (): void => {};
  try {
    const aborted = new Promise<never>((_resolve, reject) => {
      stop = () => reject(new Error('stopped'));
    });
    signal.addEventListener('abort', stop, { once: true });
    return await boundary.cross(`alert:${name}`, () => Promise.race([act(transport), aborted]));
  } catch (cause) {
    throw signal.aborted
      ? new OutsideError('aborted', `alert:${name}: stopped`, { cause })
      : asSmtpFault(name, cause);
  } finally {
    signal.removeEventListener('abort', stop);
    transport.close();
  }
}

function transportOf(settings: EmailSettings) {
  const { host, port, tls, login, caFile } = settings;
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    tls: {
      minVersion: 'TLSv1.2',
      ...(caFile === null ? {} : { ca: [...rootCertificates, readFileSync(caFile, 'utf8')] }),
    },
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function mailOf(alert: Alert, telling: Telling, { name, from }: EmailSettings) {
  const domain = from.split('@').at(-1)?.replace(/[>\s]/g, '') ?? 'mailwarden.invalid';
  const idOf = (part: string): string => `<${part}.${name}@${domain}>`;
  const thread = idOf(briefOf(alert).key);
  const suffix = telling.reminder === 0 ? '' : `.r${telling.reminder}`;
  return {
    ...renderEmail(alert, telling),
    from,
    messageId: idOf(`${alert.id}${suffix}`),
    references: thread,
    inReplyTo: thread,
    // RFC 3834: no automatic answers, please.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Mailwarden-Alert': alert.id },
    ...(alert.severity === 'critical' ? { priority: 'high' as const } : {}),
  };
}
