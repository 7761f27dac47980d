import { Webhook } from 'standardwebhooks';
import { type Call, emptyReply, jsonReply, type Origin, type Reply } from '../http/call.js';
import { checkFinding } from './check-finding.js';

/** One alert that was taken. */
export interface ReceivedAlert {
  readonly id: string;
  readonly receivedAtMs: number;
  /** 1 for the first time that the id came. */
  readonly delivery: number;
  readonly body: unknown;
}

/** The receiver's memory. */
export interface SocInbox {
  /** Every delivery that was taken, repeats too, in order. */
  readonly alerts: readonly ReceivedAlert[];
  /** Deliveries that were refused, with the reason. */
  readonly refusals: readonly string[];
}

export interface SocDeps {
  /** `whsec_<base64>`. */
  readonly secret: string;
  readonly onAlert: (alert: ReceivedAlert) => void;
}

const ROUTE = '/hook';

/** A webhook receiver that takes signed OCSF findings only. Repeats, known by `webhook-id`, are answered like the first. */
export function createSocOrigin(deps: SocDeps): { readonly origin: Origin; readonly inbox: SocInbox } {
  const verifier = new Webhook(deps.secret);
  const alerts: ReceivedAlert[] = [];
  const refusals: string[] = [];
  const counts = new Map<string, number>();

  function refuse(status: number, reason: string): Reply {
    refusals.push(reason);
    return jsonReply(status, { error: reason });
  }

  function receive(call: Call): Reply {
    if (!(call.headers['content-type'] ?? '').startsWith('application/json')) {
      return refuse(415, 'the body is not application/json');
    }
    let body: unknown;
    try {
      body = verifier.verify(call.body, { ...call.headers });
    } catch (error) {
      return refuse(401, error instanceof Error ? error.message : 'the signature is wrong');
    }
    const fault = checkFinding(body);
    if (fault !== null) return refuse(400, fault);
    const id = call.headers['webhook-id'] ?? '';
    const delivery = (counts.get(id) ?? 0) + 1;
    counts.set(id, delivery);
    const alert = { id, receivedAtMs: call.nowMs, delivery, body };
    alerts.push(alert);
    deps.onAlert(alert);
    return emptyReply(204);
  }

  const isHook = (call: Call): boolean => call.segments.join('/') === 'hook';
  return {
    inbox: { alerts, refusals },
    origin: {
      routeOf: (call) => (isHook(call) ? ROUTE : 'unknown'),
      async handle(call) {
        if (!isHook(call)) return { route: 'unknown', appId: null, reply: emptyReply(404) };
        const reply = call.method === 'POST' ? receive(call) : emptyReply(405);
        return { route: ROUTE, appId: null, reply };
      },
    },
  };
}
