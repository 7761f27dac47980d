import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '../faults/fault.js';
import type { Reply } from './call.js';

/** A caller that never gives up is let go. */
const LONGEST_HANG_MS = 120_000;

/** Sends an answer, or as much of it as the fault leaves. Resolves to whether a whole answer with a status went out. */
export async function send(
  reply: Reply,
  fault: Fault | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const body = Buffer.from(reply.body);
  const headers = { ...reply.headers, 'content-length': String(body.length) };
  switch (fault) {
    case 'drop':
    case 'lost-answer':
      request.socket.destroy();
      return false;
    case 'hang':
      await untilClosed(response);
      request.socket.destroy();
      return false;
    case 'drop-within':
      if (body.length < 2) {
        request.socket.destroy();
        return false;
      }
      response.writeHead(reply.status, headers);
      await new Promise<void>((resolve) =>
        response.write(body.subarray(0, body.length >> 1), () => resolve()),
      );
      request.socket.destroy();
      return false;
    case 'truncated': {
      const half = body.subarray(0, body.length >> 1);
      response.writeHead(reply.status, { ...headers, 'content-length': String(half.length) });
      response.end(half);
      return true;
    }
    default:
      response.writeHead(reply.status, reply.status === 204 ? reply.headers : headers);
      response.end(reply.status === 204 ? undefined : body);
      return true;
  }
}

function untilClosed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_HANG_MS);
    timer.unref();
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
