import type { Action, ResponseMode } from '../model/action.js';
import { actJob } from '../model/job-specs.js';
import type { Clock, Log } from '../model/ports.js';
import type { Store, StoreRequest, StoreTx } from '../model/store.js';
import type { Instant } from '../model/time.js';
import type { RetrySettings } from '../pipeline/retry-records.js';
import { type RetryDeps, retryRejected } from './retry-rejected.js';

/** What a command may ask of the writer. */
export type RequestKind = 'approve' | 'reject' | 'retry-records';

interface Answer {
  readonly status: 'done' | 'refused';
  readonly result: string;
}

/**
 * Carries out what commands asked for. Gives the number of requests. Without `retrySettings`, records are left for a process
 * that has them. Raises `StoreError`.
 */
export async function answerRequests(
  store: Store,
  clock: Clock,
  log: Log,
  mode: ResponseMode,
  retrySettings: RetrySettings | null = null,
): Promise<number> {
  const pending = await store.read((reads) => reads.requests('pending'));
  for (const request of pending) {
    if (request.kind === 'retry-records') {
      if (retrySettings !== null) await answerRetry(request, { store, clock, log, settings: retrySettings });
      continue;
    }
    const answer = await store.write('request', async (tx) => {
      const given = await carryOut(request, tx, mode, clock.now());
      await tx.putRequest({ ...request, ...given });
      return given;
    });
    log.info({ request: request.id, kind: request.kind, ...answer }, 'a request was answered');
  }
  return pending.length;
}

/** The records go in portions of their own; the answer follows when all are done. */
async function answerRetry(request: StoreRequest, deps: RetryDeps): Promise<void> {
  const { key } = request.payload;
  const { tried, used, unreadable } = await retryRejected(typeof key === 'string' ? key : null, deps);
  const answer: Answer =
    tried === 0
      ? { status: 'refused', result: 'nothing is set aside under this key' }
      : {
          status: 'done',
          result: `${used} of ${tried} can be used now${unreadable === 0 ? '' : `; ${unreadable} hold no record`}`,
        };
  await deps.store.write('request', (tx) => tx.putRequest({ ...request, ...answer }));
  deps.log.info({ request: request.id, kind: request.kind, ...answer }, 'a request was answered');
}

async function carryOut(
  request: StoreRequest,
  tx: StoreTx,
  mode: ResponseMode,
  now: Instant,
): Promise<Answer> {
  if (request.kind === 'approve' && mode === 'observe') {
    return {
      status: 'refused',
      result: 'observe mode: nothing is done; set response.mode to approve or enforce',
    };
  }
  const incident = await tx.incident(String(request.payload.incident));
  if (incident === null) return { status: 'refused', result: 'there is no such incident' };
  const ids = [incident.id, ...incident.aliases];
  const waiting = [...(await tx.actionsOf(ids)).values()]
    .flat()
    .filter((action) => action.status === 'proposed' || action.status === 'held');
  if (waiting.length === 0) return { status: 'refused', result: 'nothing waits for a decision' };
  for (const action of waiting) await decide(request, action, tx, now);
  return { status: 'done', result: `${waiting.length} ${waiting.length === 1 ? 'action' : 'actions'}` };
}

async function decide(request: StoreRequest, action: Action, tx: StoreTx, now: Instant): Promise<void> {
  if (request.kind === 'approve') {
    const approved: Action = {
      ...action,
      status: 'approved',
      isApproved: true,
      reason: 'approved by a person',
    };
    await tx.putAction(approved);
    await tx.enqueue(actJob(approved, now));
    return;
  }
  const why = String(request.payload.reason ?? 'no reason given');
  await tx.putAction({ ...action, status: 'skipped', reason: `rejected by a person: ${why}` });
}
