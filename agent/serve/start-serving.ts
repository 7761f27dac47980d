import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InputError } from '../model/errors.js';
import type { Clock, Log } from '../model/ports.js';
import type { ServeSettings } from '../model/serve-settings.js';
import { createAnswers } from './answer.js';
import { createListener } from './listener.js';
import { createObserver, type Probes } from './observe.js';

export interface ServeParts {
  readonly probes: Probes;
  readonly productVersion: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** A listener that runs. */
export interface Serving {
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Listens for callers. Raises `InputError` when the address or the port cannot be had. */
export async function startServing(settings: ServeSettings, parts: ServeParts): Promise<Serving> {
  const { probes, productVersion, clock, log } = parts;
  const observe = createObserver(probes, settings.staleMs, clock);
  const answer = createAnswers({ observe, isLeaseHeld: probes.isLeaseHeld, productVersion });
  const server = createListener(answer, log);
  await listen(server, settings);
  server.on('error', (cause) => log.error({ reason: String(cause) }, 'the health listener failed'));
  const { port } = server.address() as AddressInfo;
  log.info({ address: settings.address, port }, 'health and metrics can be asked for');
  if (!isLoopback(settings.address)) {
    log.warn({ address: settings.address }, 'health and metrics can be asked for from other machines');
  }
  return {
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, { address, port }: ServeSettings): Promise<void> {
  try {
    server.listen({ host: address, port, exclusive: true });
    await once(server, 'listening');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const message = `cannot listen on ${address}, port ${port} (${WHY[code] ?? code}); choose another serve.address or serve.port`;
    throw new InputError([{ file: 'serve', line: null, column: null, message }]);
  }
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'ports below 1024 are reserved',
  ENOTFOUND: 'the address cannot be resolved',
};

function isLoopback(address: string): boolean {
  return address === '::1' || address === 'localhost' || address.startsWith('127.');
}
