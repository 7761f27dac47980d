import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** How the way to the receiver is: open, closed, or open with nobody answering. */
export type LineState = 'open' | 'closed' | 'hanging';

/** A wire to the receiver that can be cut. */
export interface SocLine {
  readonly port: number;
  set(state: LineState): void;
  close(): void;
}

/** Carries bytes to `target`, a port of this machine. A change of state cuts what is under way. */
export async function openSocLine(target: number): Promise<SocLine> {
  let state: LineState = 'open';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    keep(near);
    if (state === 'closed') near.destroy();
    if (state !== 'open') return;
    const far = keep(connect(target, '127.0.0.1'));
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      state = next;
      cut();
    },
    close() {
      server.close();
      cut();
    },
  };
}
