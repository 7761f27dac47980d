import type { Config } from '../config.js';
import { answerRequests, type RequestKind } from '../daemon/requests.js';
import { takeWriterLease } from '../daemon/writer-lease.js';
import { StoreError } from '../model/errors.js';
import type { Store, StoreRequest } from '../model/store.js';
import { openBoundary } from '../runtime/boundary.js';
import { systemClock } from '../runtime/clock.js';
import { nameHolder } from '../runtime/holder.js';
import { randomId } from '../runtime/ids.js';
import { silentLog } from '../runtime/log.js';
import { openStore } from '../store/open-store.js';

export interface Decision {
  readonly kind: RequestKind;
  readonly incident: string;
  readonly reason: string | null;
}

const ANSWER_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;

/**
 * Leaves a decision for the process that writes to the store and waits for its answer; where none runs, carries it
 * out itself. Raises `StoreError`.
 */
export async function requestDecision(config: Config, decision: Decision): Promise<StoreRequest> {
  const store = await openStore({ ...config.store, boundary: openBoundary });
  try {
    const request: StoreRequest = {
      id: randomId(),
      kind: decision.kind,
      payload: { incident: decision.incident, reason: decision.reason },
      requestedAt: systemClock.now(),
      status: 'pending',
      result: null,
    };
    await store.write('request-leave', (tx) => tx.putRequest(request));
    await answerOurselves(store, config);
    return (await answerTo(store, request.id)) ?? request;
  } finally {
    await store.close();
  }
}

async function answerOurselves(store: Store, config: Config): Promise<void> {
  try {
    const lease = await takeWriterLease(store, nameHolder(), systemClock, silentLog);
    await answerRequests(store, systemClock, silentLog, config.response.mode);
    await lease.release();
  } catch (cause) {
    if (!(cause instanceof StoreError) || cause.kind !== 'locked') throw cause;
  }
}

async function answerTo(store: Store, id: string): Promise<StoreRequest | null> {
  const until = systemClock.nowMs() + ANSWER_WITHIN_MS;
  do {
    const request = await store.read((reads) => reads.request(id));
    if (request !== null && request.status !== 'pending') return request;
    await systemClock.sleep(LOOK_EVERY_MS);
  } while (systemClock.nowMs() < until);
  return null;
}
