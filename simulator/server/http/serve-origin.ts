import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, isBeforeAct } from '../faults/fault.js';
import { faultReply } from '../faults/fault-replies.js';
import type { FaultPlan } from '../faults/plan-faults.js';
import type { Journal } from '../journal.js';
import { type Call, emptyReply, type Origin } from './call.js';
import { send } from './send.js';

const SLOW_MS = 20_000;
const LONGEST_SLOW_MS = 300;

export interface ServeDeps {
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly speed: number;
}

/** Answers one call of an origin: with the fault that is planned for it, or with what the origin says. */
export async function serveOrigin(
  origin: Origin,
  deps: ServeDeps,
  call: Call,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const route = origin.routeOf(call);
  const fault = deps.faults.next(call, route);
  if (fault !== null && isBeforeAct(fault)) {
    const reply = faultReply(fault, call, deps.speed);
    const isSent = await send(reply ?? emptyReply(500), reply === null ? fault : null, request, response);
    record(deps.journal, call, { route, status: isSent ? (reply?.status ?? 500) : null, appId: null, fault });
    return;
  }
  const answer = await origin.handle(call);
  if (fault === 'slow') await sleep(Math.min(LONGEST_SLOW_MS, SLOW_MS / deps.speed));
  // Noted before it is sent: whoever has the answer finds the call in the journal.
  const isLost = fault === 'lost-answer' || fault === 'drop-within';
  const status = isLost ? null : answer.reply.status;
  record(deps.journal, call, { route: answer.route, status, appId: answer.appId, fault });
  await send(answer.reply, fault, request, response);
}

function record(
  journal: Journal,
  call: Call,
  outcome: {
    readonly route: string;
    readonly status: number | null;
    readonly appId: string | null;
    readonly fault: Fault | null;
  },
): void {
  journal.record({ atMs: call.nowMs, origin: call.origin, method: call.method, ...outcome });
}
