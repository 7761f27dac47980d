import { randomUUID } from 'node:crypto';
import type { TokenSigner } from '../authority/token-signer.js';
import { type Answer, type Call, type Origin, Refusal } from '../http/call.js';
import { runBatch } from './batch.js';
import { checkGraphToken } from './check-token.js';
import { GraphDispatcher } from './graph-dispatcher.js';
import { graphErrorReply } from './graph-error.js';
import type { GraphContext, Version } from './graph-route.js';
import { GraphThrottle } from './graph-throttle.js';

const BATCH = '/$batch';

/** Microsoft Graph of the simulated tenant, v1.0 and beta. */
export function createGraphOrigin(context: GraphContext, signer: TokenSigner, speed: number): Origin {
  const dispatcher = new GraphDispatcher(context, new GraphThrottle(speed), speed);

  function routeOf(call: Call): string {
    return isBatch(call) ? BATCH : dispatcher.routeOf(call.method, call.segments.slice(1));
  }

  async function answer(call: Call): Promise<Answer> {
    const token = await checkGraphToken(call, signer, context.origin());
    const [version = '', ...path] = call.segments;
    if (!isVersion(version)) {
      const reply = graphErrorReply(call, 400, 'BadRequest', `Invalid version: ${version}`);
      return { route: 'unknown', appId: token.appId, reply };
    }
    if (isBatch(call)) {
      const reply = await runBatch(dispatcher, call, version, token);
      return { route: BATCH, appId: token.appId, reply };
    }
    return dispatcher.dispatch({ call, version, path, token });
  }

  return {
    routeOf,
    async handle(call) {
      try {
        return traced(call, await answer(call));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return traced(call, { route: routeOf(call), appId: null, reply: error.reply });
      }
    },
  };
}

/** Every answer of Graph can be found again by its request id. */
function traced(call: Call, { reply, ...rest }: Answer): Answer {
  const requestId = randomUUID();
  const headers = {
    'request-id': requestId,
    'client-request-id': call.headers['client-request-id'] ?? requestId,
    'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Loopback","Slice":"E","Ring":"1"}}',
    ...reply.headers,
  };
  return { ...rest, reply: { ...reply, headers } };
}

function isVersion(text: string): text is Version {
  return text === 'v1.0' || text === 'beta';
}

function isBatch(call: Call): boolean {
  return call.method === 'POST' && call.segments.length === 2 && call.segments[1] === '$batch';
}
